/**
 * What Stripe.js calls while the buyer is at the bank. Stripe does not document these calls; only
 * Stripe.js makes them, and the shape of their answers is the emulator's.
 */
import { answerChallenge, findChallenge, type Challenge } from '../rules/three-d-secure';
import { transactionId } from '../rules/challenge';
import { missingParameter, noSuch, route, type Context, type Resource } from '../server/contract';

const source = { source: { schema: { kind: 'string' } } } as const;

/** Browser and device details, which the simulated bank does not look at. */
const ignored = {
  browser: { schema: { kind: 'string' } },
  app: { schema: { kind: 'string' } },
  one_click_authn_device_support: { schema: { kind: 'map', of: { kind: 'string' } } },
} as const;

function challengeIn(context: Context, parameters: object): Challenge {
  const id = (parameters as { source?: string }).source;
  if (id === undefined) {
    throw missingParameter('source');
  }
  const challenge = findChallenge(context, id);
  if (!challenge) throw noSuch('source', id, 'source', 404);
  return challenge;
}

function shape(context: Context, challenge: Challenge): object {
  const states = {
    pending: 'challenge_required',
    authenticated: 'succeeded',
    failed: 'failed',
    canceled: 'failed',
    errored: 'failed',
  } as const;
  const pending = challenge.status === 'pending';
  const ids = {
    messageVersion: '2.2.0',
    acsTransID: transactionId({ id: `acs ${challenge.id}` }),
    threeDSServerTransID: transactionId(challenge),
  };
  return {
    id: challenge.threeds2,
    object: 'three_d_secure_2',
    ares: {
      ...ids,
      acsChallengeMandated: 'Y',
      acsURL: `${context.urls.bank}/3d_secure_2_test/${challenge.account}/${challenge.threeds2}`,
      authenticationType: '02',
      dsTransID: transactionId({ id: `ds ${challenge.id}` }),
      messageType: 'ARes',
      transStatus: 'C',
    },
    created: challenge.created,
    creq: pending
      ? Buffer.from(
          JSON.stringify({ ...ids, challengeWindowSize: '05', messageType: 'CReq' }),
        ).toString('base64url')
      : null,
    error: null,
    fallback_redirect_url: null,
    livemode: false,
    source: challenge.id,
    state: states[challenge.status],
  };
}

export const threeDSecure: Resource = {
  object: 'three_d_secure_2',
  routes: [
    route(
      'POST',
      '/v1/3ds2/authenticate',
      null,
      (context, parameters) => {
        const challenge = challengeIn(context, parameters);
        // This is the lookup: where it breaks down, the bank's page never comes.
        const { lookupFails, id } = challenge;
        return shape(context, lookupFails ? answerChallenge(context, id, 'fail') : challenge);
      },
      { access: 'any', also: { ...source, ...ignored } },
    ),
    route(
      'POST',
      '/v1/3ds2/challenge_complete',
      null,
      (context, parameters) => {
        const { id } = challengeIn(context, parameters);
        // Still pending: the buyer closed the window.
        return shape(context, answerChallenge(context, id, 'cancel'));
      },
      { access: 'any', also: { ...source, ...ignored } },
    ),
  ],
};
