import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { GroupOptions } from '../channel/contracts';
import type { SavedMethod, Session } from './session';

interface Setting {
  client: ApiClient;
  group: GroupOptions;
  session: Session;
}

/** A saved method was changed or removed by the buyer, or that failed. */
export interface SavedOutcome {
  event: 'savedpaymentmethodupdate' | 'savedpaymentmethodremove';
  method: SavedMethod;
  error: ApiError | null;
}

/** What a buyer may change of a saved card; a network of null is left to the merchant. */
export interface CardChanges {
  month: number;
  year: number;
  /** Missing for a card that has but one. */
  network?: string | null;
}

/** Changes a saved card, at the API and on the list; answers what went wrong. */
export async function changeSaved(
  setting: Setting,
  method: SavedMethod,
  { month, year, network }: CardChanges,
  done: (outcome: SavedOutcome) => void,
): Promise<ApiError | null> {
  const result = await post(setting, method.id, {
    card: {
      exp_month: month,
      exp_year: year,
      ...(network === undefined ? {} : { networks: { preferred: network ?? '' } }),
    },
  });
  const error = failed(result) ? result.error : null;
  if (!failed(result)) {
    onList(setting.session, (methods) =>
      methods.map((one) => (one.id === method.id ? result.object : one)),
    );
  }
  const now = failed(result) ? method : result.object;
  done({ event: 'savedpaymentmethodupdate', method: now, error });
  return error;
}

/** Takes a saved method from the customer and off the list; answers what went wrong. */
export async function removeSaved(
  setting: Setting,
  method: SavedMethod,
  done: (outcome: SavedOutcome) => void,
): Promise<ApiError | null> {
  const result = await post(setting, `${method.id}/detach`, {});
  const error = failed(result) ? result.error : null;
  if (!error) onList(setting.session, (methods) => methods.filter(({ id }) => id !== method.id));
  done({ event: 'savedpaymentmethodremove', method, error });
  return error;
}

function post(
  { client, group }: Setting,
  path: string,
  params: object,
): Promise<ApiResult<{ object: SavedMethod }>> {
  return client.call<SavedMethod>('POST', `/v1/elements/payment_methods/${path}`, {
    ...params,
    customer_session_client_secret: group.customerSessionClientSecret,
  });
}

function onList(session: Session, change: (methods: SavedMethod[]) => SavedMethod[]): void {
  if (session.customer) session.customer.methods = change(session.customer.methods);
}
