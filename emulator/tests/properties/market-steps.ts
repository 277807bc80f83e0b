/**
 * What may happen in a market, chosen at random (`market.ts` plays it).
 */
import fc from 'fast-check';

export type Place = 'platform' | 'french' | 'american';

/** One step; `pick` chooses among what is there, `share` how much of it, in per cent. */
export type Step =
  | { do: 'charge'; place: Place; card: string; capture: Capture; amount: number; share: number }
  | { do: 'capture' | 'cancel'; pick: number; share: number }
  | { do: 'refund'; pick: number; share: number; fee: boolean }
  | { do: 'return fee'; pick: number; share: number }
  | { do: 'dispute'; pick: number; answer: string }
  | { do: 'transfer'; place: Place; amount: number; from: number | null }
  | { do: 'reverse transfer'; pick: number; share: number }
  | { do: 'pay out'; place: Place; amount: number }
  | { do: 'cancel payout' | 'reverse payout'; pick: number }
  | { do: 'wait'; hours: number };

type Capture = 'automatic' | 'automatic_async' | 'manual';

const cards = [
  'pm_card_visa',
  'pm_card_bypassPending',
  'pm_card_bypassPending',
  'pm_card_refundFail',
  'pm_card_pendingRefund',
  'pm_card_createDispute',
  'pm_card_createDisputeInquiry',
  'pm_card_createMultipleDisputes',
  'pm_card_chargeCustomerFail',
  'pm_usBankAccount_success',
  'pm_usBankAccount_insufficientFunds',
  'pm_usBankAccount_dispute',
  'pm_usBankAccount_processing',
];

const place = fc.constantFrom<Place>('platform', 'french', 'american');
const pick = fc.nat({ max: 50 });
const share = fc.integer({ min: 1, max: 110 });
const amount = fc.integer({ min: 60, max: 20_000 });

export const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('charge' as const),
        place,
        card: fc.constantFrom(...cards),
        capture: fc.constantFrom<Capture>('automatic', 'automatic_async', 'manual'),
        amount,
        share: fc.nat({ max: 100 }),
      }),
    },
    fc.record({ do: fc.constantFrom('capture' as const, 'cancel' as const), pick, share }),
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('refund' as const), pick, share, fee: fc.boolean() }),
    },
    fc.record({ do: fc.constant('return fee' as const), pick, share }),
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('dispute' as const),
        pick,
        answer: fc.constantFrom(
          'winning_evidence',
          'losing_evidence',
          'escalate_inquiry_evidence',
          'close',
        ),
      }),
    },
    fc.record({
      do: fc.constant('transfer' as const),
      place,
      amount,
      from: fc.option(pick),
    }),
    fc.record({ do: fc.constant('reverse transfer' as const), pick, share }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('pay out' as const),
        place,
        amount: fc.integer({ min: 1, max: 2000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('cancel payout' as const, 'reverse payout' as const),
        pick,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        hours: fc.integer({ min: 1, max: 80 }),
      }),
    },
  ),
  { minLength: 20, maxLength: 40, size: 'max' },
);
