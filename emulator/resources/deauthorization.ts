/**
 * Taking a platform's access to an account away
 * (docs.stripe.com/connect/oauth-reference#post-deauthorize). Connecting an account by OAuth is not
 * emulated. Mistakes are answered in OAuth's own words, a 401 as `invalid_client`.
 */
import { invalidRequest, route, type Context, type Resource } from '../server/contract';
import { notEmulated } from '../server/errors';
import { hiddenOf } from './account-standing';
import { application, applicationId } from './merchant';

interface Parameters {
  readonly client_id?: string;
  readonly stripe_user_id?: string;
}

function deauthorize(context: Context, given: Parameters): { stripe_user_id: string } {
  const { client_id, stripe_user_id: id = '' } = given;
  if (client_id !== applicationId(context.platform)) {
    throw invalidRequest(`No such application: '${client_id ?? ''}'`, {
      status: 401,
    });
  }
  const found = context.records.get('account', id);
  if (context.connected || id === context.platform || !found || found.hidden?.deleted) {
    throw invalidRequest(
      `This application is not connected to stripe account ${id}, or that account does not exist.`,
      { status: 401 },
    );
  }
  if (found.object.controller?.stripe_dashboard?.type !== 'full') {
    // Documented: such accounts have no owner at Stripe beside the platform. Sentence unconfirmed.
    throw invalidRequest(
      `The account ${id} is managed by your platform and cannot be disconnected from it. Delete it instead.`,
    );
  }
  context.as(id).emit('account.application.deauthorized', application(context));
  context.records.put('account', found.object, { ...hiddenOf(context, id), deleted: true });
  return { stripe_user_id: id };
}

const text = { schema: { kind: 'string' } } as const;

export const deauthorization: Resource = {
  object: 'application',
  routes: [
    route('POST', '/oauth/deauthorize', null, deauthorize, {
      also: { client_id: text, stripe_user_id: text },
    }),
    route(
      'POST',
      '/oauth/token',
      null,
      () => {
        throw notEmulated('POST', '/oauth/token');
      },
      {
        also: {
          assert_capabilities: { schema: { kind: 'array', of: { kind: 'string' } } },
          code: text,
          grant_type: text,
          refresh_token: text,
          scope: text,
        },
      },
    ),
  ],
};
