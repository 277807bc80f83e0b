import { failed, type ApiResult } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import type { PaymentFrameContract } from '../channel/contracts';
import { methodParams, paymentMethodData, type Chosen } from './confirm';

/**
 * Makes a PaymentMethod or a ConfirmationToken of what the buyer chose, with the page's parameters.
 * A saved method is made no second time: it is answered as it is.
 */
export async function create(
  client: ApiClient,
  chosen: Chosen,
  path: PaymentFrameContract['requests']['create']['ask']['path'],
  { payment_method_data: given, ...params }: Record<string, unknown>,
): Promise<ApiResult<{ object: object }>> {
  if (path === '/v1/payment_methods') {
    if (chosen.form.saved) return { object: chosen.form.saved.method };
    const data = paymentMethodData(chosen.form, given, chosen.keeping);
    return client.call('POST', path, { ...params, ...data });
  }
  const method = await methodParams(client, chosen, given);
  if (failed(method)) return method;
  return client.call('POST', path, { ...params, ...method.params });
}
