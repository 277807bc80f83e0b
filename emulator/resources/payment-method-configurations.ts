/**
 * PaymentMethodConfigurations (docs.stripe.com/api/payment_method_configurations).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { methodConfiguration } from './merchant';
import {
  configurableMethods,
  findConfiguration,
  newConfiguration,
  shownConfiguration,
} from './method-configuration';

type Configuration = Stripe.PaymentMethodConfiguration;
type Given = Stripe.PaymentMethodConfigurationCreateParams &
  Stripe.PaymentMethodConfigurationUpdateParams;

interface GivenMethod {
  readonly display_preference?: { readonly preference?: string };
}

function inPath(context: Context, id: string): Configuration {
  const found = findConfiguration(context, id);
  if (!found) throw noSuch('payment_method_configuration', id, 'configuration');
  return found;
}

/** Keeps the configuration with what `given` chooses, and answers it whole. */
function save(context: Context, before: Configuration, given: Given): Configuration {
  const { active, name, ...methods } = given;
  const choices = Object.entries(methods as Readonly<Record<string, GivenMethod | undefined>>)
    .filter(([method]) => configurableMethods.includes(method))
    .flatMap(([method, choice]) => {
      const preference = choice?.display_preference?.preference;
      if (preference === undefined) return [];
      // The rest of a choice follows from it, and from the parent, whenever it is read.
      return [
        [method, { available: false, display_preference: { preference, value: 'off' } }] as const,
      ];
    });
  if (active === false && before.is_default) {
    throw invalidRequest('You cannot deactivate the default payment method configuration.', {
      param: 'active',
    });
  }
  const after = {
    ...before,
    ...Object.fromEntries(choices),
    active: active ?? before.active,
    name: name || before.name,
  } as Configuration;
  context.records.put('payment_method_configuration', after, null);
  return shownConfiguration(context, after);
}

function create(
  context: Context,
  given: Stripe.PaymentMethodConfigurationCreateParams,
): Configuration {
  const { parent, ...rest } = given;
  const own = methodConfiguration(context);
  if (parent !== undefined) {
    const above = context.connected && findConfiguration(context.as(context.platform), parent);
    if (!above) {
      throw invalidRequest(`No such payment_method_configuration: '${parent}'`, {
        code: 'resource_missing',
        param: 'parent',
      });
    }
  }
  const made = newConfiguration(context, {
    id: context.id('pmc_'),
    name: given.name ?? 'Custom',
    parent: parent ?? own.parent,
    isDefault: false,
  });
  return save(context, made, rest);
}

function list(
  context: Context,
  parameters: Stripe.PaymentMethodConfigurationListParams,
): Stripe.ApiList<Configuration> {
  const { id } = methodConfiguration(context);
  const kept = context.records.all('payment_method_configuration').map(({ object }) => object);
  const first = kept.some((one) => one.id === id) ? [] : [inPath(context, id)];
  const { active, application } = parameters;
  const rows = [...kept, ...first]
    .filter((one) => active === undefined || one.active === active)
    .filter((one) => application === undefined || one.application === (application || null))
    .map((one) => shownConfiguration(context, one));
  return context.list(rows, parameters, '/v1/payment_method_configurations');
}

export const paymentMethodConfigurations: Resource = {
  object: 'payment_method_configuration',
  routes: [
    route(
      'POST',
      '/v1/payment_method_configurations',
      'PaymentMethodConfigurationCreateParams',
      create,
    ),
    route('GET', '/v1/payment_method_configurations', 'PaymentMethodConfigurationListParams', list),
    route(
      'GET',
      '/v1/payment_method_configurations/:id',
      'PaymentMethodConfigurationRetrieveParams',
      (context, _, path) => shownConfiguration(context, inPath(context, path.id ?? '')),
    ),
    route(
      'POST',
      '/v1/payment_method_configurations/:id',
      'PaymentMethodConfigurationUpdateParams',
      (context, given, path) => save(context, inPath(context, path.id ?? ''), given),
    ),
  ],
};
