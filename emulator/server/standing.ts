import type { Stored } from '../store/kinds';
import type { Context } from './contract';
import { invalidRequest } from './contract';
import type { Engine } from './engine';
import type { Forward, Seed } from './public-api';
import { seed } from './seed';

/** What a platform has from the start, and has again after each reset. */
export class Standing {
  /** Throws a 400 whose sentence is for the user: the seed itself is checked when it is applied. */
  constructor(
    private readonly engine: Engine,
    private readonly forward: Forward | undefined,
    private readonly seeds: Seed | undefined,
  ) {
    if (forward) checkForward(forward);
  }

  /** The same at a start, when what an earlier one forwarded to is not heard of any more. */
  begin(platform: string): void {
    const { state } = this.engine.store;
    for (const account of state.accounts()) {
      if (state.entries(account, 'webhook_endpoint').size === 0) continue;
      this.engine.transaction(account, (context) => renewEndpoints(context, this.forward));
    }
    this.apply(platform);
  }

  /** Makes what is not there. The endpoint comes last: what is seeded is told to nobody. */
  apply(platform: string): void {
    const { forward, seeds } = this;
    if (seeds && Object.keys(seeds).length > 0)
      seed(this.engine, platform, this.ownOf(seeds, platform));
    if (!forward) return;
    this.engine.transaction(platform, (context) => {
      for (const connect of [false, true]) putEndpoint(context, forward, connect);
    });
  }

  /** Without accounts that another platform has: an id is the only one of its kind. */
  private ownOf(seeds: Seed, platform: string): Seed {
    if (!seeds.accounts) return seeds;
    const accounts = seeds.accounts.filter(({ id }) => {
      const owner = typeof id === 'string' ? this.engine.store.state.ownerOf(id) : undefined;
      return owner === undefined || owner === platform;
    });
    return { ...seeds, accounts };
  }
}

/** Throws a 400 for what cannot be forwarded to. */
export function checkForward({ secret, url }: Forward): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    throw invalidRequest(
      `Events cannot be forwarded to ${url}: give an address with http or https.`,
    );
  }
  if (!/^whsec_\w+$/.test(secret)) {
    throw invalidRequest('The webhook secret must be like whsec_test_anything.');
  }
}

type Endpoint = Stored<'webhook_endpoint'>;

const describe = (connect: boolean): string =>
  `Forwarded events${connect ? ' of connected accounts' : ''}`;

function forwardedOf(context: Context): Endpoint[] {
  return context.records
    .all('webhook_endpoint')
    .filter(({ object: { description }, hidden: { connect, forwarded } }) =>
      // Data of an earlier version knows them by what they are called.
      forwarded === undefined ? description === describe(connect) : forwarded,
    );
}

/** Sends what is forwarded from here where it goes by now, or nowhere. */
function renewEndpoints(context: Context, forward: Forward | undefined): void {
  for (const { object, hidden } of forwardedOf(context)) {
    if (forward) putEndpoint(context, forward, hidden.connect);
    else context.records.remove('webhook_endpoint', object.id);
  }
}

/** One endpoint for the platform's events and one for the connected accounts', as Stripe has them. */
function putEndpoint(context: Context, { secret, url }: Forward, connect: boolean): void {
  const known = forwardedOf(context).find(({ hidden }) => hidden.connect === connect);
  context.records.put(
    'webhook_endpoint',
    {
      id: known?.object.id ?? context.id('we'),
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      created: known?.object.created ?? context.now(),
      description: describe(connect),
      enabled_events: ['*'],
      livemode: false,
      metadata: {},
      status: 'enabled',
      url,
    },
    { secret, connect, forwarded: true },
  );
}
