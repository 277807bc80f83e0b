/**
 * How an account's money becomes available and is paid out
 * (docs.stripe.com/api/balance-settings). What an Account shows of it too stays on the Account.
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { checkDelay, shortestDelay } from '../rules/payouts';
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import { hiddenOf, keepAccount } from './account-standing';
import { tellChange } from './changes';
import { merchant } from './merchant';
import { isHash } from './merge';
import { startOfDayAfter, type StartOfDay } from './start-of-day';

type Settings = Stripe.BalanceSettings;
type Given = Stripe.BalanceSettingsUpdateParams.Payments;
type Payouts = NonNullable<Stripe.Account.Settings['payouts']>;
type Schedule = Stripe.BalanceSettings.Payments.Payouts.Schedule;

/** What only the balance settings of an account show. There is one of them for each. */
export interface BalanceSettingsRecord {
  readonly id: 'balance_settings';
  readonly object: 'balance_settings';
  /** What automatic payouts leave, in minor units by currency; null when nothing. */
  readonly minimums: Readonly<Record<string, number>> | null;
  /** Whether the delay was chosen, and does not follow the account's country. */
  readonly overridden: boolean;
  /** Absent, or null, where days begin at midnight (UTC). */
  readonly startOfDay?: StartOfDay | null;
}

const unset: BalanceSettingsRecord = {
  id: 'balance_settings',
  object: 'balance_settings',
  minimums: null,
  overridden: false,
};

function recordOf(context: Context): BalanceSettingsRecord {
  return context.records.get('balance_settings', unset.id)?.object ?? unset;
}

/** What automatic payouts leave on the context's account, in minor units. */
export function minimumBalance(context: Context, currency: string): number {
  return recordOf(context).minimums?.[currency] ?? 0;
}

function settingsOf(context: Context): Settings {
  const account = merchant(context);
  const { minimums, overridden, startOfDay } = recordOf(context);
  const payouts = account.settings?.payouts;
  const delay = payouts?.schedule.delay_days ?? shortestDelay(account.country);
  return {
    object: 'balance_settings',
    payments: {
      debit_negative_balances: payouts?.debit_negative_balances ?? true,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency: minimums ? { ...minimums } : null,
        schedule: scheduleOf(payouts),
        statement_descriptor: payouts?.statement_descriptor ?? null,
        status: account.payouts_enabled ? 'enabled' : 'disabled',
      },
      settlement_timing: {
        delay_days: delay,
        ...(overridden ? { delay_days_override: delay } : {}),
        start_of_day: startOfDay ?? null,
      },
    },
  };
}

/** The days are shown of the interval that has them. */
function scheduleOf(payouts: Payouts | undefined): Schedule {
  const schedule = payouts?.schedule;
  const interval = schedule?.interval ?? 'daily';
  const weekdays = schedule?.weekly_payout_days ?? [schedule?.weekly_anchor ?? 'monday'];
  const monthdays = schedule?.monthly_payout_days ?? [schedule?.monthly_anchor ?? 1];
  return {
    interval: interval as Schedule['interval'],
    ...(interval === 'monthly' ? { monthly_payout_days: [...monthdays] } : {}),
    ...(interval === 'weekly'
      ? { weekly_payout_days: [...weekdays] as NonNullable<Schedule['weekly_payout_days']> }
      : {}),
  };
}

/** Taken by Stripe, not acted on here. */
function refuseOthers(given: Given): void {
  if (!given.payouts?.automatic_transfer_rules_by_currency) return;
  const param = 'payments[payouts][automatic_transfer_rules_by_currency]';
  throw invalidRequest(
    `The parameter '${param}' is not supported by this emulator. Transfers to financial accounts are not emulated.`,
    { param },
  );
}

/** That days go with their interval is documented, the sentence is unconfirmed. */
function withSchedule(before: Payouts['schedule'], given: Given['payouts']): Payouts['schedule'] {
  const { interval, monthly_payout_days, weekly_payout_days } = given?.schedule ?? {};
  const after = interval ?? before.interval;
  const misplaced = (
    [
      ['weekly', weekly_payout_days, 'weekly_payout_days'],
      ['monthly', monthly_payout_days, 'monthly_payout_days'],
    ] as const
  ).find(([wanted, days]) => days !== undefined && wanted !== after);
  if (misplaced) {
    throw invalidRequest(
      `You can only set \`${misplaced[2]}\` when \`interval\` is ${misplaced[0]}.`,
      { param: `payments[payouts][schedule][${misplaced[2]}]` },
    );
  }
  if (monthly_payout_days?.some((day) => day < 1 || day > 31)) {
    throw invalidRequest('A day of the month must be between 1 and 31.', {
      param: 'payments[payouts][schedule][monthly_payout_days]',
    });
  }
  const { delay_days } = before;
  if (interval !== undefined && interval !== before.interval) {
    return {
      delay_days,
      interval,
      ...(weekly_payout_days ? { weekly_payout_days: weekly_payout_days as never } : {}),
      ...(monthly_payout_days ? { monthly_payout_days } : {}),
    };
  }
  return {
    ...before,
    ...(weekly_payout_days ? { weekly_payout_days: weekly_payout_days as never } : {}),
    ...(monthly_payout_days ? { monthly_payout_days } : {}),
  };
}

function minimumsAfter(
  before: BalanceSettingsRecord['minimums'],
  given: NonNullable<Given['payouts']>['minimum_balance_by_currency'],
): BalanceSettingsRecord['minimums'] {
  if (given === undefined) return before;
  const after = { ...before };
  for (const [name, amount] of Object.entries(isHash(given) ? given : {})) {
    const currency = parseCurrency(name);
    if (typeof amount === 'number' && amount < 0) {
      throw invalidRequest('This value must be greater than or equal to 0.', {
        code: 'parameter_invalid_integer',
        param: `payments[payouts][minimum_balance_by_currency][${name}]`,
      });
    }
    if (typeof amount === 'number') after[currency] = amount;
    else delete after[currency];
  }
  return isHash(given) && Object.keys(after).length > 0 ? after : null;
}

function update(context: Context, { payments }: Stripe.BalanceSettingsUpdateParams): Settings {
  const before = settingsOf(context);
  if (!payments) return before;
  refuseOthers(payments);
  const account = merchant(context);
  const record = recordOf(context);
  const override = payments.settlement_timing?.delay_days_override;
  const known: Payouts = account.settings?.payouts ?? {
    debit_negative_balances: true,
    schedule: { delay_days: shortestDelay(account.country), interval: 'daily' },
    statement_descriptor: null,
  };
  const schedule = withSchedule(known.schedule, payments.payouts);
  const payouts: Payouts = {
    ...known,
    debit_negative_balances: payments.debit_negative_balances ?? known.debit_negative_balances,
    schedule: { ...schedule, delay_days: delayAfter(account, schedule.delay_days, override) },
    statement_descriptor: payments.payouts?.statement_descriptor ?? known.statement_descriptor,
  };
  context.records.put(
    'balance_settings',
    {
      ...record,
      minimums: minimumsAfter(record.minimums, payments.payouts?.minimum_balance_by_currency),
      overridden: override === undefined ? record.overridden : typeof override === 'number',
      startOfDay: startOfDayAfter(
        payments.settlement_timing?.start_of_day,
        record.startOfDay ?? null,
      ),
    },
    null,
  );
  keep(context, account, { ...(account.settings as Stripe.Account.Settings), payouts });
  const after = settingsOf(context);
  tellChange(context, 'balance_settings.updated', before, after);
  return after;
}

function delayAfter(
  { country }: Stripe.Account,
  before: number,
  given: number | '' | null | undefined,
): number {
  if (given === undefined) return before;
  if (typeof given !== 'number') return shortestDelay(country);
  checkDelay(country, given, 'payments[settlement_timing][delay_days_override]');
  return given;
}

function keep(context: Context, account: Stripe.Account, settings: Stripe.Account.Settings): void {
  const home = context.as(context.platform);
  const after = { ...account, settings };
  if (context.connected) keepAccount(home, after, hiddenOf(context, account.id));
  else home.records.put('account', after, null);
}

export const balanceSettings: Resource = {
  object: 'balance_settings',
  routes: [
    route('GET', '/v1/balance_settings', 'BalanceSettingsRetrieveParams', settingsOf),
    route('POST', '/v1/balance_settings', 'BalanceSettingsUpdateParams', update),
  ],
};
