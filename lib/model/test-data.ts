/** Data for trying things out, made by the shop's own use-cases with Stripe's test cards. */
import type { TestRunId } from './ids';

export const testDataKinds = ['week', 'dispute', 'renewal'] as const;
export type TestDataKind = (typeof testDataKinds)[number];

export type TestRunState = 'running' | 'done' | 'failed';

/** One making of test data, as far as it has come. */
export interface TestRunView {
  readonly id: TestRunId;
  readonly kind: TestDataKind;
  readonly state: TestRunState;
  /** Steps that are taken, of how many. */
  readonly taken: number;
  readonly steps: number;
  /** What each step has told. */
  readonly told: readonly string[];
  readonly problem: string | null;
  /** ISO. */
  readonly startedAt: string;
  /** The orders it made. */
  readonly orders: readonly string[];
}
