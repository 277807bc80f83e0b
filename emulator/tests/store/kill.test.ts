import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { Store } from '../../store/store';
import { temporaryDirectory } from '../support/data-directory';
import { commitsIn, expectedAfter, foundIn } from '../support/store-writer-contents';
import { drawn } from '../support/whole';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = drawn(8, 20);

/** The writer as one file, which starts quicker than its parts. */
async function builtWriter(directory: string): Promise<string> {
  const outfile = path.join(directory, 'writer.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['tests/support/store-writer.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  return outfile;
}

/** Lets it write until `enough` says so of the number of commits told, and kills it. Answers the last. */
async function writeAndKill(
  script: string,
  directory: string,
  enough: (told: number) => boolean,
): Promise<number> {
  const child = spawn(process.execPath, [script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let output = '';
  let told = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    told += text.split('\n').length - 1;
    if (enough(told)) child.kill('SIGKILL');
  });
  expect(await ended).toEqual([null, 'SIGKILL']);
  return Number(output.split('\n').at(-2) ?? 0);
}

const isWritingSnapshot = (directory: string): boolean =>
  readdirSync(directory).some((name) => name.endsWith('.tmp'));

/** As if the last write had got into the file in part. */
function tearLastLine(directory: string, share: number): void {
  const number = (name: string): number => Number(/^journal-(\d+)/.exec(name)?.[1] ?? -1);
  const [last = ''] = readdirSync(directory).sort((a, b) => number(b) - number(a));
  const file = path.join(directory, last);
  const line = readFileSync(file, 'utf8').split('\n')[0] ?? '';
  appendFileSync(file, line.slice(0, Math.floor(line.length * share)));
}

test(
  'whenever it is killed: all that was acknowledged is there, nothing is there by half, and it starts',
  { timeout: 120_000 },
  async () => {
    const script = await builtWriter(await temporaryDirectory());
    const directory = await temporaryDirectory();
    let duringSnapshot = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const target = 1 + ((round * 83) % 257);
      const acknowledged = await writeAndKill(script, directory, (told) =>
        // Every other round in the middle of a snapshot, as soon as one is seen.
        round % 2 ? isWritingSnapshot(directory) : told >= target,
      );
      if (isWritingSnapshot(directory)) duringSnapshot += 1;
      if (round % 3 === 0) tearLastLine(directory, round / ROUNDS);
      const store = new Store(directory, () => false);
      const kept = commitsIn(store.state);
      expect(kept).toBeGreaterThanOrEqual(acknowledged);
      // The one that was written and not yet told, at most.
      expect(kept).toBeLessThanOrEqual(acknowledged + 1);
      expect(foundIn(store.state)).toEqual(expectedAfter(kept));
      store.close();
      expect(isWritingSnapshot(directory)).toBe(false);
    }
    expect(duringSnapshot).toBeGreaterThan(ROUNDS / 4);
  },
);
