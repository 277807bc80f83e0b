/**
 * Where a call is found in the log of whoever answered it: Stripe's Dashboard, or the page that whatever
 * stands in Stripe's place serves under the same ids. Null where no answer brought an id.
 * https://docs.stripe.com/api/errors#errors-request_log_url
 */
export function requestLogOf(requestId: string | null, apiBase: string): string | null {
  if (!requestId) return null;
  const id = encodeURIComponent(requestId);
  return new URL(apiBase).hostname === 'api.stripe.com'
    ? `https://dashboard.stripe.com/test/workbench/logs?object=${id}`
    : new URL(`/dashboard/requests?open=${id}`, apiBase).href;
}
