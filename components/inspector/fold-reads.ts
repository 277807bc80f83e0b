import type { StripeCallView } from '@/lib/model/views';

/** A call and its place in the sequence; 1 is the first. */
export interface NumberedCall {
  readonly call: StripeCallView;
  readonly number: number;
}

/** One row of the list: a call, or a read that was repeated. Never empty. */
export type CallGroup = readonly [NumberedCall, ...NumberedCall[]];

/**
 * Calls in sequence, each repeated read in the row of its first: the same path of the same account,
 * answered with the same status, until something was written there. Writes always stand alone.
 */
export function foldReads(calls: readonly StripeCallView[]): CallGroup[] {
  const groups: [NumberedCall, ...NumberedCall[]][] = [];
  /** Reads that may still be joined, by account, then by what was read. */
  const open = new Map<string, Map<string, [NumberedCall, ...NumberedCall[]]>>();
  for (const [index, call] of calls.entries()) {
    const numbered = { call, number: index + 1 };
    const account = call.accountId ?? 'platform';
    if (call.method !== 'GET') {
      open.delete(account);
      groups.push([numbered]);
      continue;
    }
    const reads = open.get(account) ?? new Map<string, [NumberedCall, ...NumberedCall[]]>();
    open.set(account, reads);
    const read = `${call.status ?? 'none'} ${call.path}`;
    const known = reads.get(read);
    if (known) known.push(numbered);
    else {
      const group: [NumberedCall] = [numbered];
      reads.set(read, group);
      groups.push(group);
    }
  }
  return groups;
}
