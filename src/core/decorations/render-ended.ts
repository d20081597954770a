import type { CheckRunContent } from './check-run-content.ts'

/** An open run whose commit waits no longer: a newer head took its place, or the pull request closed. */
export function renderEnded(pageUrl: string): CheckRunContent {
  return {
    conclusion: 'cancelled',
    title: 'No longer waiting',
    summary:
      'This commit is no longer the head of an open pull request, so no analysis is waited for. An analysis that still arrives is shown here.',
    text: null,
    detailsUrl: pageUrl,
  }
}
