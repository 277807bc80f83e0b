import { paymentPlotOf, plotOf, unchecked, type Plot } from './intent-plots';
import type { Body } from './leaves';
import type { Sight, Stage } from './stage';
import type { Opening, Theatre } from './theatre';

type Plots = (theatre: Theatre, path: readonly string[]) => Promise<Plot>;

/** A kind of intent: where it lives, what it cannot do without, how its parameters are staged. */
interface Kind {
  readonly path: string;
  readonly required: Body;
  readonly plots: Plots;
  readonly expand: Readonly<Record<NonNullable<Plot['showing']>, readonly string[]>>;
}

const setups: Kind = {
  path: '/v1/setup_intents',
  required: {},
  plots: plotOf,
  expand: { attempt: ['latest_attempt'], items: [], mandate: ['mandate', 'single_use_mandate'] },
};
const payments: Kind = {
  path: '/v1/payment_intents',
  required: { amount: 5000, currency: 'usd' },
  plots: paymentPlotOf,
  expand: {
    attempt: ['latest_charge'],
    items: ['amount_details.line_items'],
    mandate: ['latest_charge.payment_method_details.us_bank_account.mandate'],
  },
};

function opening(kind: Kind, path: string, body: Body, plot: Plot): Opening {
  const { account, beside, showing, value } = plot;
  return {
    path,
    body: { ...body, ...beside },
    expand: ['payment_method', ...(showing === undefined ? [] : kind.expand[showing])],
    ...(account === undefined ? {} : { account }),
    ...(value === undefined ? {} : { value }),
  };
}

function create(kind: Kind): Stage['open'] {
  return async (theatre, parameter) => {
    const plot = await kind.plots(theatre, parameter);
    const confirming = plot.confirming ? { ...plot.confirm, confirm: true } : {};
    const beside = parameter[0] === 'payment_method_data' ? { ...plot.confirm } : {};
    delete beside.mandate_data;
    delete beside.return_url;
    return opening(
      kind,
      kind.path,
      { ...kind.required, ...plot.create, ...beside, ...confirming },
      plot,
    );
  };
}

async function made(theatre: Theatre, kind: Kind, plot: Plot): Promise<string> {
  const id = await theatre.create(kind.path, { ...kind.required, ...plot.create }, plot.account);
  return `${kind.path}/${id}`;
}

function update(kind: Kind): Stage['open'] {
  return async (theatre, parameter) => {
    const plot = await kind.plots(theatre, parameter);
    const method = plot.confirm?.payment_method_data;
    const body = method === undefined ? {} : { payment_method_data: method };
    return opening(kind, await made(theatre, kind, plot), body, plot);
  };
}

function confirm(kind: Kind): Stage['open'] {
  return async (theatre, parameter) => {
    const plot = await kind.plots(theatre, parameter);
    return opening(kind, `${await made(theatre, kind, plot)}/confirm`, plot.confirm ?? {}, plot);
  };
}

const common: Readonly<Record<string, string | Sight>> = {
  'payment_method_data.us_bank_account.account_number': {
    at: 'payment_method.us_bank_account.last4',
    as: '6789',
  },
  confirm: { at: 'status', as: 'succeeded' },
  confirmation_token: { at: 'status', as: 'succeeded' },
  payment_method_configuration: 'payment_method_configuration_details.id',
  payment_method_data: 'payment_method',
  return_url: 'next_action.redirect_to_url.return_url',
  use_stripe_sdk: { at: 'next_action.type', as: 'use_stripe_sdk' },
};

const setup: Stage['seenAs'] = {
  ...common,
  mandate_data: 'mandate',
  single_use: 'single_use_mandate.single_use',
  'payment_method_options.card.moto': 'latest_attempt.payment_method_details.card.moto',
  'payment_method_options.card.three_d_secure':
    'latest_attempt.payment_method_details.card.three_d_secure',
};

const charged = 'latest_charge.payment_method_details';

const payment: Stage['seenAs'] = {
  ...common,
  mandate: `${charged}.us_bank_account.mandate`,
  mandate_data: `${charged}.us_bank_account.mandate`,
  'payment_method_options.card.moto': `${charged}.card.moto`,
  'payment_method_options.card.three_d_secure': `${charged}.card.three_d_secure`,
  radar_options: 'latest_charge.radar_options',
};

export const intentStages: readonly Stage[] = [
  { parameters: 'SetupIntentCreateParams', open: create(setups), seenAs: setup },
  { parameters: 'SetupIntentUpdateParams', open: update(setups), seenAs: setup },
  { parameters: 'SetupIntentConfirmParams', open: confirm(setups), seenAs: setup },
  {
    parameters: 'SetupIntentCancelParams',
    open: async ({ create: make }) => ({
      path: `/v1/setup_intents/${await make('/v1/setup_intents', {})}/cancel`,
    }),
  },
  { parameters: 'PaymentIntentCreateParams', open: create(payments), seenAs: payment },
  { parameters: 'PaymentIntentUpdateParams', open: update(payments), seenAs: payment },
  { parameters: 'PaymentIntentConfirmParams', open: confirm(payments), seenAs: payment },
  {
    parameters: 'PaymentIntentCaptureParams',
    open: async (theatre, path) => ({
      path: `/v1/payment_intents/${await held(theatre, path, {})}/capture`,
      expand: ['amount_details.line_items', 'latest_charge'],
      ...beside(path),
      ...(path[0] === 'application_fee_amount' ? { account: theatre.american } : {}),
    }),
    seenAs: { amount_to_capture: 'amount_received' },
  },
  {
    parameters: 'PaymentIntentCancelParams',
    open: async (theatre, path) => ({
      path: `/v1/payment_intents/${await held(theatre, path, {})}/cancel`,
    }),
  },
  {
    parameters: 'PaymentIntentIncrementAuthorizationParams',
    open: async (theatre, path) => ({
      path: `/v1/payment_intents/${await held(theatre, path, {
        payment_method_options: { card: { request_incremental_authorization: 'if_available' } },
      })}/increment_authorization`,
      body: { amount: 6000, ...beside(path).body },
      expand: ['amount_details.line_items'],
      ...(path[0] === 'application_fee_amount' ? { account: theatre.american } : {}),
      ...(path[0] === 'amount' ? { value: 6001 } : {}),
    }),
  },
];

function beside([first, second]: readonly string[]): { body?: Body } {
  return first === 'amount_details' && second === 'line_items' ? { body: unchecked } : {};
}

/** A PaymentIntent that waits to be captured, on whose account the parameter is for. */
function held(theatre: Theatre, [first]: readonly string[], more: Body): Promise<string> {
  const { american, card, jenny } = theatre;
  const direct = first === 'application_fee_amount';
  const body: Body = {
    amount: 5000,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    off_session: true,
    ...(direct ? { payment_method: 'pm_card_visa' } : { customer: jenny, payment_method: card }),
    ...(direct ? { application_fee_amount: 100 } : {}),
    ...(first === 'transfer_data' ? { transfer_data: { destination: american } } : {}),
    ...more,
  };
  return theatre.create('/v1/payment_intents', body, direct ? american : undefined);
}
