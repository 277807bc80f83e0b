import { resolveSchema, parameters as table } from '../generated/parameter-table';
import { takesPaymentMethodTypes } from './api-version';
import { browserFields, ignoredBrowserFields } from './browser-fields';
import { invalidRequest, StripeError, type ParameterFields, type Route } from './contract';
import type { Actor, Engine } from './engine';
import { errorAnswer, internalError, objectAnswer, type Answer } from './errors';
import { expand } from './expand';
import { checkExpand } from './expand-paths';
import type { KeyedRequest } from './idempotency';
import { expandablesAt } from './old-expandables';
import { asPinned } from './old-parameters';
import { asOfVersion, capturesAtOnce, meansCardsAlone } from './old-versions';
import { decodeParameters, joinFields } from './parameters';
import type { ApiRequest } from './request';
import type { EmulatedMatch } from './router';

/** The fields of each route by key type, put together once. */
const fieldsOf = new WeakMap<Route, { secret?: ParameterFields; publishable?: ParameterFields }>();

function acceptedFields(route: Route, key: 'secret' | 'publishable'): ParameterFields {
  let known = fieldsOf.get(route);
  if (!known) fieldsOf.set(route, (known = {}));
  return (known[key] ??= [
    key === 'publishable' ? browserFields : {},
    route.parameters ? table[route.parameters] : {},
    route.also ?? {},
  ].reduce<ParameterFields>(joinFields, {}));
}

/**
 * Checks the parameters of a call and decodes them for the handler. Nothing has happened yet, so an
 * error thrown here is not kept under the call's idempotency key.
 */
export function decodeCall(
  engine: Engine,
  { route, answer }: EmulatedMatch,
  request: ApiRequest,
  key: 'secret' | 'publishable',
  version: string,
): Record<string, unknown> {
  let fields = acceptedFields(route, key);
  if (request.form.payment_method_types !== undefined && isIntent(request.path)) {
    if (!takesPaymentMethodTypes(version)) throw paymentMethodTypesRemoved();
    fields = joinFields(fields, paymentMethodTypes);
  }
  const creating = /Create\w*Params$/.test(route.parameters ?? '');
  const form = asPinned(`${route.method} ${route.path}`, request.form, version);
  const decoded: Record<string, unknown> = decodeParameters(form, fields, { creating });
  if (key === 'publishable') for (const name of ignoredBrowserFields) delete decoded[name];
  const making = creating && isIntent(request.path);
  if (making && meansCardsAlone(version) && !methodChoices.some((name) => name in decoded)) {
    decoded.payment_method_types = ['card'];
  }
  if (making && request.path === '/v1/payment_intents' && capturesAtOnce(version)) {
    decoded.capture_method ??= 'automatic';
  }
  const paths = request.expand.filter((path) => !route.onRequest?.includes(path));
  if (answer !== undefined && paths.length > 0) {
    checkExpand(paths, answer, expandablesAt(engine.expandables, version), key);
  }
  return decoded;
}

/** What says which payment methods an intent takes. */
const methodChoices = [
  'allowed_payment_method_types',
  'automatic_payment_methods',
  'excluded_payment_method_types',
  'payment_method_configuration',
  'payment_method_types',
];

const paymentMethodTypes: ParameterFields = {
  payment_method_types: { schema: resolveSchema({ kind: 'array', of: { kind: 'string' } }) },
};

function isIntent(path: string): boolean {
  return /^\/v1\/(payment|setup)_intents(\/|$)/.test(path);
}

/** Code and status as documented for 2026-09-30.endive, text unconfirmed. */
function paymentMethodTypesRemoved(): StripeError {
  return invalidRequest(
    'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` or `excluded_payment_method_types`, or leave it out to use the payment methods of your settings.',
    { code: 'payment_method_types_no_longer_supported', param: 'payment_method_types' },
  );
}

/** An answer without what nobody asked for. */
function asAsked({ onRequest }: Route, answer: object, expanded: readonly string[]): object {
  if (!onRequest) return answer;
  const hidden = onRequest.filter((name) => !expanded.includes(name));
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !hidden.includes(name)));
}

/**
 * Executes a call as one transaction. The answer is kept under the idempotency key in the same
 * commit as the effects, errors included, so that a repetition is told the same; but for errors that
 * say that execution never began (docs.stripe.com/api/idempotent_requests).
 */
export function executeCall(
  engine: Engine,
  actor: Actor,
  match: EmulatedMatch,
  request: ApiRequest,
  parameters: Record<string, unknown>,
  id: string,
  keyed: KeyedRequest | null,
): Answer {
  let unit = engine.begin(actor);
  let answer: Answer;
  let began = true;
  try {
    const result = match.route.handler(unit.context, parameters as never, match.path);
    const expandables = expandablesAt(engine.expandables, actor.apiVersion);
    const shown = asAsked(match.route, result, request.expand);
    const expanded = expand(unit.context, expandables, shown, request.expand);
    answer = objectAnswer(asOfVersion(unit.context, engine.expandables, expanded));
  } catch (thrown) {
    const error =
      thrown instanceof StripeError
        ? thrown
        : internalError(thrown, id, request.method, request.path);
    if (!error.keep) unit = engine.begin(actor);
    began = !error.validation;
    const body = asOfVersion(unit.context, engine.expandables, error.body);
    answer = errorAnswer({ status: error.status, body }, actor.account, id);
  }
  if (keyed && began) {
    unit.context.records.put(
      'idempotent_answer',
      {
        id: keyed.key,
        object: 'idempotent_answer',
        method: keyed.method,
        path: keyed.path,
        fingerprint: keyed.fingerprint,
        request: id,
        status: answer.status,
        body: answer.body,
        created: unit.context.now(),
      },
      null,
    );
  }
  unit.commit();
  return answer;
}
