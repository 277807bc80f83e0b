import { failed, type ApiResult } from '../api-client/api-error';
import { ownCard } from './card-data';
import { CardElement } from './card-element';
import type { StripeCore } from './core';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';

type SourceResult = ApiResult<{ source: object }>;

/**
 * `createSource` of a card Element and what is said of its owner, or of data alone
 * (docs.stripe.com/sources/ideal#create-source). Trains before dahlia have it. Rejects with
 * IntegrationError for wrong use.
 */
export async function createSource(
  core: StripeCore,
  first: unknown,
  second: unknown,
): Promise<SourceResult> {
  if (first instanceof CardElement) {
    const element = ownCard(core, first, 'createSource');
    return named(await element.send('/v1/sources', 'source', checkData(second ?? {})));
  }
  const data = checkData(first);
  if (data.type === undefined) {
    throw new IntegrationError(
      'You must provide the type of the source to create, or an Element that has one.',
    );
  }
  if ('card' in data) {
    throw new IntegrationError(
      'Invalid value for stripe.createSource(): a card is typed into an Element, or named by its token.',
    );
  }
  return named(await core.controller.call('POST', '/v1/sources', data));
}

/** `retrieveSource`, with the secret that the way back from the Source's page has. */
export async function retrieveSource(core: StripeCore, given: unknown): Promise<SourceResult> {
  const { id, client_secret } = (given ?? {}) as { id?: unknown; client_secret?: unknown };
  if (typeof id !== 'string' || !/^src_\w+$/.test(id) || typeof client_secret !== 'string') {
    throw new IntegrationError(
      'Invalid value for stripe.retrieveSource(): pass an object with the `id` and the `client_secret` of the source.',
    );
  }
  return named(await core.controller.call('GET', `/v1/sources/${id}`, { client_secret }));
}

function checkData(given: unknown): Record<string, unknown> {
  if (typeof given === 'object' && given !== null) return plain(given as Record<string, unknown>);
  throw new IntegrationError(
    'Invalid value for stripe.createSource(): the data of a source should be an object.',
  );
}

function named(result: ApiResult<{ object: object }>): SourceResult {
  return failed(result) ? result : { source: result.object };
}
