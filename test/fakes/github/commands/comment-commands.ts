import { createComment } from '../comments.ts'
import type { Stage } from '../events.ts'
import { accountOf, type Comment, repositoryNamed } from '../world.ts'

export function commentCommands(stage: Stage) {
  const { world } = stage
  return {
    /** All comments of a pull request, oldest first. */
    comments(name: string, number: number): readonly Readonly<Comment>[] {
      const { id } = repositoryNamed(world, name)
      return [...world.comments.values()].filter(
        (comment) => comment.repositoryId === id && comment.issueNumber === number,
      )
    },

    /** A person comments. */
    addComment(name: string, number: number, { body, author = 'octocat' }: { body: string; author?: string }): number {
      const repository = repositoryNamed(world, name)
      return createComment(stage, repository, { number, body, author: accountOf(world, author, 'User'), appId: null })
        .id
    },

    /** Somebody with write access removes a comment. */
    deleteComment(id: number): void {
      if (!world.comments.delete(id)) throw new Error(`The fake GitHub has no comment ${id}`)
    },
  }
}
