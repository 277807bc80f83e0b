/**
 * `MUTATION_PART=1/10 npm run mutation`: tries one tenth of the mutants, the same at each run and spread
 * over all files, where all of them would take a night. The others are told as compile errors, which
 * count neither for nor against.
 */
import { createHash } from 'node:crypto';
import { PluginKind, declareFactoryPlugin } from '@stryker-mutator/api/plugin';
import { CheckStatus } from '@stryker-mutator/api/check';

const [part = 1, parts = 1] = (process.env.MUTATION_PART || '1/1').split('/').map(Number);

/** Which part a mutant falls into, from 1: by its place and what it says there. */
function partOf({ fileName, location, replacement }) {
  const file = fileName.replace(/^.*\/(?=lib\/)/, '');
  const text = JSON.stringify([file, location, replacement]);
  return (createHash('sha256').update(text).digest().readUInt32BE() % parts) + 1;
}

const checker = () => ({
  init: async () => {},
  group: async (mutants) => [mutants.map(({ id }) => id)],
  check: async (mutants) =>
    Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        partOf(mutant) === part
          ? { status: CheckStatus.Passed }
          : { status: CheckStatus.CompileError, reason: 'of another part' },
      ]),
    ),
});

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'part', checker)];
