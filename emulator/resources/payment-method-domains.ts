/**
 * PaymentMethodDomains (docs.stripe.com/payments/payment-methods/pmd-registration): where wallets may
 * be shown. Each account registers its own. Nothing is fetched: a domain is as good as its name.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';

type Domain = Stripe.PaymentMethodDomain;

const wallets = ['amazon_pay', 'apple_pay', 'google_pay', 'klarna', 'link', 'paypal'] as const;

function withStatuses(domain: Domain, enabled: boolean): Domain {
  const status = enabled ? 'active' : 'inactive';
  const statuses = wallets.map((wallet) => [wallet, { status }]);
  return { ...domain, ...Object.fromEntries(statuses), enabled } as Domain;
}

function checkName(name: string): void {
  if (/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(name) && !/^[\d.]+$/.test(name)) return;
  throw invalidRequest(
    `Invalid domain name: ${name}. Give a domain without a protocol, path or port, such as shop.example.com.`,
    { param: 'domain_name' },
  );
}

/** Registering a domain again answers the one that is there (unconfirmed). */
function create(context: Context, given: Stripe.PaymentMethodDomainCreateParams): Domain {
  const name = given.domain_name.toLowerCase();
  checkName(name);
  const there = context.records
    .all('payment_method_domain')
    .find(({ object }) => object.domain_name === name);
  if (there) return save(context, there.object, given.enabled ?? there.object.enabled);
  const active = { status: 'active' } as const;
  const domain: Domain = {
    id: context.id('pmd_'),
    object: 'payment_method_domain',
    amazon_pay: active,
    apple_pay: active,
    created: context.now(),
    domain_name: name,
    enabled: true,
    google_pay: active,
    klarna: active,
    link: active,
    livemode: false,
    paypal: active,
  };
  return save(context, domain, given.enabled ?? true);
}

function save(context: Context, domain: Domain, enabled: boolean): Domain {
  const after = withStatuses(domain, enabled);
  context.records.put('payment_method_domain', after, null);
  return after;
}

function inPath(context: Context, id: string): Domain {
  const found = context.records.get('payment_method_domain', id);
  if (!found) throw noSuch('payment_method_domain', id, 'payment_method_domain');
  return found.object;
}

export const paymentMethodDomains: Resource = {
  object: 'payment_method_domain',
  routes: [
    route('POST', '/v1/payment_method_domains', 'PaymentMethodDomainCreateParams', create),
    route(
      'GET',
      '/v1/payment_method_domains',
      'PaymentMethodDomainListParams',
      (context, parameters) => {
        const { domain_name, enabled } = parameters;
        const rows = context.records
          .all('payment_method_domain')
          .map(({ object }) => object)
          .filter((one) => !domain_name || one.domain_name === domain_name.toLowerCase())
          .filter((one) => enabled === undefined || one.enabled === enabled);
        return context.list(rows, parameters, '/v1/payment_method_domains');
      },
    ),
    route(
      'GET',
      '/v1/payment_method_domains/:id',
      'PaymentMethodDomainRetrieveParams',
      (context, _, path) => inPath(context, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/payment_method_domains/:id',
      'PaymentMethodDomainUpdateParams',
      (context, given, path) => {
        const domain = inPath(context, path.id ?? '');
        return save(context, domain, given.enabled ?? domain.enabled);
      },
    ),
    route(
      'POST',
      '/v1/payment_method_domains/:id/validate',
      'PaymentMethodDomainValidateParams',
      (context, _, path) => {
        const domain = inPath(context, path.id ?? '');
        return save(context, domain, domain.enabled);
      },
    ),
  ],
};
