import { emulateStripe } from './emulate';
import type { OpenStage, StripeRequest, StripeServerSettings } from './types';

export const openStage: OpenStage = ({ url: address, namespace: given }) => {
  const url = new URL(address).origin;
  const namespace = given ?? 'default';
  if (!/^[A-Za-z0-9]+$/.test(namespace)) {
    throw new Error(`"${namespace}" is no namespace: letters and digits only.`);
  }
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/_emulator/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as { error?: { message?: string } };
    if (!response.ok)
      throw new Error(answer.error?.message ?? `The emulator said ${response.status}.`);
    return answer;
  };
  return {
    url,
    namespace,
    server: serverSettings(url, namespace),
    control,
    attach: (context) =>
      emulateStripe(context, { url, namespace: namespace === 'default' ? null : namespace }),
    reset: async () => {
      await control('POST', 'reset', { namespace });
    },
    requests: async (filter = {}) => {
      const query = new URLSearchParams({ ...filter, namespace });
      const { data } = (await control('GET', `requests?${query}`)) as { data: StripeRequest[] };
      return data;
    },
    set: async (switches) => {
      await control('POST', 'settings', { namespace, stripeJs: switches });
    },
  };
};

function serverSettings(url: string, namespace: string): StripeServerSettings {
  const suffix = namespace === 'default' ? 'emulator' : `ns_${namespace}`;
  const { hostname, port } = new URL(url);
  const secretKey = `sk_test_${suffix}`;
  const publishableKey = `pk_test_${suffix}`;
  return {
    secretKey,
    publishableKey,
    client: { host: hostname, port: Number(port), protocol: 'http' },
    env: {
      EMULATOR_URL: url,
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_PUBLISHABLE_KEY: publishableKey,
    },
  };
}
