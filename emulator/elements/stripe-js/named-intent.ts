import { failed, type ApiResult } from '../api-client/api-error';
import type { IntentKind, PublicIntent } from '../api-client/intents';

/** What methods for either kind of intent resolve: the intent under its kind's name, or the error. */
export type NamedIntent = ApiResult<{ setupIntent?: PublicIntent; paymentIntent?: PublicIntent }>;

export function named(kind: IntentKind, result: ApiResult<{ intent: PublicIntent }>): NamedIntent {
  if (failed(result)) return result;
  return kind === 'setup' ? { setupIntent: result.intent } : { paymentIntent: result.intent };
}

/** The same for an answer of the API, whose object is the intent. */
export function namedObject(
  kind: IntentKind,
  result: ApiResult<{ object: PublicIntent }>,
): NamedIntent {
  return named(kind, failed(result) ? result : { intent: result.object });
}
