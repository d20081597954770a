import { startSonarQube } from './sonarqube/start-sonarqube.ts'

/** One server for all end-to-end tests: those that start SonarQube then find it running. */
export async function setup(): Promise<() => Promise<void>> {
  const sonarqube = await startSonarQube()
  return async () => await sonarqube[Symbol.asyncDispose]()
}
