/**
 * Every parameter that the SDK documents is acted on: sent by itself to a call that is otherwise the
 * same, it shows in the answer, or `unseen.ts` says why not.
 */
import { describe, expect, test } from 'vitest';
import { resources } from '../../resources/registry';
import { leavesOf } from './leaves';
import { stages } from './stages';
import { theatre } from './theatre';
import { unseen } from './unseen';
import { walk } from './walk';

const patterns = unseen.flatMap(({ parameters }) => parameters).map(readPattern);

interface Pattern {
  readonly text: string;
  readonly endpoint: RegExp;
  readonly parameter: RegExp;
}

function readPattern(text: string): Pattern {
  const [where = '', what = ''] = text.split(':');
  const open = what.endsWith('.**');
  const source = (open ? what.slice(0, -3) : what)
    .split('.')
    .map((name) => (name === '*' ? '[^.]+' : name))
    .join('\\.');
  return {
    text,
    endpoint: new RegExp(`^${where.replaceAll('*', '.*')}$`),
    parameter: new RegExp(`^${source}${open ? '(\\..+)?' : ''}$`),
  };
}

function fits(pattern: Pattern, endpoint: string, parameter: string): boolean {
  return pattern.endpoint.test(endpoint) && pattern.parameter.test(parameter);
}

function excused(endpoint: string, parameter: string): boolean {
  return patterns.some((pattern) => fits(pattern, endpoint, parameter));
}

describe('each parameter, by itself', () => {
  test.each(stages.map((stage) => [stage.parameters, stage] as const))(
    '%s',
    { timeout: 120_000 },
    async (endpoint, stage) => {
      const findings = await walk(await theatre(), stage);
      const wrong = findings.filter(
        ({ parameter, outcome }) => (outcome === 'seen') === excused(endpoint, parameter),
      );
      const told = wrong.map(({ parameter, outcome, detail }) =>
        outcome === 'seen'
          ? `${parameter} is seen after all: take it out of unseen.ts`
          : `${parameter} is ${outcome}: ${detail}`,
      );
      expect(told).toEqual([]);
      expect(findings.length).toBeGreaterThan(0);
    },
  );
});

test('nothing is excused that is no parameter', () => {
  const all = stages.flatMap((stage) =>
    leavesOf(stage.parameters).map(({ path }) => [stage.parameters, path.join('.')] as const),
  );
  const idle = patterns
    .filter((pattern) => !all.some(([endpoint, parameter]) => fits(pattern, endpoint, parameter)))
    .map(({ text }) => text);
  // Not every method has fields in every place.
  expect(idle.filter((pattern) => !pattern.endsWith('.**'))).toEqual([]);
});

/** What is asked for by buttons and pages of the emulator rather than kept. */
const acts = [
  // Not a form: files.test.ts.
  'FileCreateParams',
  'AccountCreateLoginLinkParams',
  'FinancialConnectionsAccountRefreshParams',
  'FinancialConnectionsAccountSubscribeParams',
  'FinancialConnectionsAccountUnsubscribeParams',
  'PaymentIntentApplyCustomerBalanceParams',
  'PaymentIntentVerifyMicrodepositsParams',
  'SetupIntentVerifyMicrodepositsParams',
  'PayoutReverseParams',
  'ApplicationFeeUpdateRefundParams',
  'CustomerVerifySourceParams',
  'SourceVerifyParams',
];

test('no endpoint that creates or updates is left out', () => {
  const walked = new Set<string>([...stages.map(({ parameters }) => parameters), ...acts]);
  const left = resources
    .flatMap(({ routes }) => routes)
    .filter(({ method, parameters }) => method === 'POST' && parameters !== null)
    .filter(({ parameters }) => parameters !== null && leavesOf(parameters).length > 0)
    .map(({ parameters }) => String(parameters))
    .filter((name) => !walked.has(name));
  expect(left).toEqual([]);
});
