/**
 * The hidden frame that calls the API for a Stripe instance where no Element is involved, so that
 * the page itself never does. Takes only the calls that Stripe.js makes.
 */
import { ApiClient } from '../api-client/client';
import type { ControllerContract } from '../channel/contracts';
import { FrameEnd } from '../channel/frame-end';
import { readAddress } from '../channel/messages';
import { readServed } from '../serve/served';

const allowed: readonly [method: 'GET' | 'POST', path: RegExp][] = [
  ['GET', /^\/v1\/(setup_intents|payment_intents)\/\w+$/],
  ['POST', /^\/v1\/(setup_intents|payment_intents)\/\w+\/confirm$/],
  ['GET', /^\/v1\/elements\/sessions$/],
  ['POST', /^\/v1\/(payment_methods|confirmation_tokens|tokens)$/],
  ['POST', /^\/v1\/sources$/],
  ['GET', /^\/v1\/sources\/src_\w+$/],
  ['POST', /^\/v1\/(setup_intents|payment_intents)\/\w+\/verify_microdeposits$/],
  ['POST', /^\/v1\/(setup_intents|payment_intents)\/\w+\/link_account_sessions(\/\w+\/attach)?$/],
  ['GET', /^\/v1\/financial_connections\/sessions\/\w+$/],
  ['POST', /^\/v1\/link_account_sessions\/\w+\/bank_account_token$/],
  ['POST', /^\/v1\/consumers\/sessions\/lookup$/],
  ['POST', /^\/v1\/3ds2\/(authenticate|challenge_complete)$/],
];

const address = readAddress(window.location.hash);
const client = new ApiClient(readServed().api, address);

new FrameEnd<ControllerContract>(address.page, address.channel).listen({
  call({ method, path, params }) {
    if (!allowed.some(([verb, pattern]) => verb === method && pattern.test(path))) {
      throw new Error(`Stripe.js does not call ${method} ${path}.`);
    }
    return client.call(method, path, params);
  },
});
