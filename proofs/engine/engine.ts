/**
 * The shop without its pages: a process that opens the database, starts what the shop starts and does
 * what its harness asks for by messages. The harness kills it from outside; only commits are so short
 * that the process has to look out for its own end (`commits.ts`).
 */
import { commitsSeen, countCommits, listenToCommits, type CommitPoint } from './commits';
import { markCalls, under } from './points';

export interface Asked {
  readonly id: number;
  readonly name: string;
  readonly given: readonly unknown[];
}

export type Answered =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string };

listenToCommits();
markCalls();
process.on('disconnect', () => process.exit(0));

async function serve(): Promise<void> {
  // Only now, since modules of the shop look at the file system when they are loaded.
  const { start } = await import('../../instrumentation-node');
  const { commands } = await import('./commands');
  const { markJobs } = await import('./marked-jobs');
  markJobs();
  const own: Record<string, (...given: never[]) => unknown> = {
    ...commands,
    countCommits: (point: CommitPoint | null) => countCommits(point),
    commitsSeen: () => commitsSeen(),
    under: (point: string, name: string, given: readonly unknown[]) =>
      under(point, () => own[name]?.(...(given as never[]))),
  };
  await start();
  process.on('message', ({ id, name, given }: Asked) => {
    const command = own[name];
    Promise.resolve()
      .then(() => {
        if (!command) throw new Error(`There is no command ${name}.`);
        return command(...(given as never[]));
      })
      .then((value) => answer({ id, value }))
      .catch((error: unknown) =>
        answer({ id, fault: String((error as Error | null)?.stack ?? error) }),
      );
  });
  answer({ id: 0, value: 'ready' });
}

function answer(answered: Answered): void {
  process.send?.(answered);
}

void serve();
