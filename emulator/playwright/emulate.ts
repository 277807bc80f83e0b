import type { Route } from '@playwright/test';
import { answerForStripe, type HostAnswer } from '../hosts/answer';
import { askEmulator } from '../hosts/ask-emulator';
import { STRIPE_ADDRESS } from '../hosts/stripe-hosts';
import type { Origins } from '../server/contract';
import type { EmulateStripe } from './types';

export const emulateStripe: EmulateStripe = async (context, { url, namespace = null }) => {
  const origins = await originsOf(url);
  await context.route(STRIPE_ADDRESS, async (route) => {
    const answer = await caught(route, origins, namespace);
    // The page may have gone in the meantime.
    await (answer ? fulfil(route, answer) : route.abort('connectionreset')).catch(() => undefined);
  });
};

async function caught(
  route: Route,
  origins: Origins,
  namespace: string | null,
): Promise<HostAnswer | null> {
  const request = route.request();
  try {
    return await answerForStripe(
      {
        method: request.method(),
        url: request.url(),
        headers: await request.allHeaders(),
        body: request.postDataBuffer(),
      },
      origins,
      namespace,
    );
  } catch {
    // The emulator cuts connections where it is told to, and may be gone altogether.
    return null;
  }
}

function fulfil(route: Route, { status, headers, body }: HostAnswer): Promise<void> {
  return route.fulfill({ status, headers, body: Buffer.from(body) });
}

/** The three origins of the emulator whose API is at `url`. */
async function originsOf(url: string): Promise<Origins> {
  const { urls } = (await askEmulator(url, 'health')) as { urls: Origins };
  return urls;
}
