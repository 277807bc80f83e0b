import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CommitPoint } from '../engine/commits';
import type { Commands } from '../engine/commands';
import type { Answered } from '../engine/engine';
import { root } from './bundle';
import type { Platform } from './platform';

/** The engine ended while it was asked something. */
export class EngineGone extends Error {}

interface Own {
  countCommits(point: CommitPoint | null): void;
  commitsSeen(): readonly string[];
  /** Does one thing, the calls of which bear `point` on the line. */
  under(point: string, name: string, given: readonly unknown[]): unknown;
}
type All = Commands & Own;

/** A shop's process, as its harness holds it. */
export interface Engine {
  /** Does one thing in the engine. Throws `EngineGone` when the process ends first. */
  do<Name extends keyof All>(
    name: Name,
    ...given: Parameters<All[Name]>
  ): Promise<Awaited<ReturnType<All[Name]>>>;
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Stands still, as when its machine sleeps: nothing of it goes on, and nobody is told. */
  freeze(): void;
  thaw(): void;
  readonly gone: boolean;
  /** What it said so far, for when something goes wrong. */
  output(): string;
}

/** The same engine, where everything that is asked bears `point` on the line. */
export function engineUnder(engine: Engine, point: string): Engine {
  return {
    do: (name, ...given) => engine.do('under', point, name, given) as never,
    kill: engine.kill,
    freeze: engine.freeze,
    thaw: engine.thaw,
    get gone() {
      return engine.gone;
    },
    output: engine.output,
  };
}

export interface EngineOptions {
  readonly bundle: string;
  readonly dataDir: string;
  readonly platform: Platform;
  /** Where the engine thinks that Stripe is. */
  readonly stripeUrl: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts an engine; resolves when the shop in it is open. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const child = fork(options.bundle, {
    cwd: root,
    serialization: 'advanced',
    // Not those of the test runner, which would load other files than the shop does. An engine does not
    // live long enough for its database to be compiled twice, the second time well.
    execArgv: ['--liftoff-only'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Nothing of the machine's own set-up: what a proof proves must not depend on it.
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      APP_URL: 'http://localhost:3000',
      SESSION_SECRET: 'only-for-proofs-only-for-proofs-only-for-proofs',
      DATA_DIR: options.dataDir,
      DEMO_PEOPLE: 'off',
      STRIPE_API_BASE: options.stripeUrl,
      STRIPE_SECRET_KEY: options.platform.secretKey,
      STRIPE_PUBLISHABLE_KEY: options.platform.publishableKey,
      ...options.env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-20_000)));
  }
  const engine = speakTo(child, () => said);
  await engine.ready;
  return engine;
}

function speakTo(child: ChildProcess, output: () => string): Engine & { ready: Promise<unknown> } {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let next = 1;
  let gone = false;
  const exit = once(child, 'exit').then(() => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new EngineGone(`it ended:\n${output()}`));
    waiting.clear();
  });
  child.on('message', (answered: Answered) => {
    const asked = waiting.get(answered.id);
    waiting.delete(answered.id);
    if ('fault' in answered) asked?.reject(new Error(`in the engine: ${answered.fault}`));
    else asked?.resolve(answered.value as never);
  });
  const answerTo = <Value>(id: number, ask: () => void) =>
    new Promise<Value>((resolve, reject) => {
      if (gone) return reject(new EngineGone('it has ended'));
      waiting.set(id, { resolve, reject });
      ask();
    });
  return {
    ready: answerTo(0, () => {}),
    do: (name, ...given) => {
      const id = next++;
      return answerTo(id, () => {
        // A process that was just killed cannot be told; its end rejects what waits.
        child.send({ id, name, given }, () => {});
      });
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    get gone() {
      return gone;
    },
    output,
  };
}
