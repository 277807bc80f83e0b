import Stripe from 'stripe';
import { checkShape } from '../../generated/check-shape';

/** What was wrong with the answers so far. */
const problems: string[] = [];

/** The problems found since it was last asked. */
export function shapeProblems(): string[] {
  return problems.splice(0);
}

/**
 * A hash that the types leave open, a value that Stripe's guides name and the types don't, and kinds
 * of bank transfers that may be asked for by the types of parameters and are not in those of answers.
 */
const beyondTheTypes =
  /\.use_stripe_sdk\.|verification_method: 'skip'|bank_transfer\.type: '(us|gb|mx)_bank_transfer'/;

/**
 * The SDK's own HTTP client, which holds every answer against the SDK's types: each field is there,
 * and no other.
 */
export function watchedClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = async (host, port, path, method, ...rest) => {
    const response = await send(host, port, path, method, ...rest);
    const read = response.toJSON.bind(response);
    response.toJSON = async () => {
      const answer: unknown = await read();
      // The SDK changes what it is given (lists, decimals), so it is looked at here.
      const pinned = response.getHeaders()['stripe-version'] === Stripe.API_VERSION;
      const wrong = pinned && isAnswer(answer, response.getStatusCode()) ? checkShape(answer) : [];
      for (const problem of wrong) {
        if (!beyondTheTypes.test(problem)) problems.push(`${method} ${path}: ${problem}`);
      }
      return answer;
    };
    return response;
  };
  return client;
}

function isAnswer(answer: unknown, status: number): answer is { object: string } {
  if (status >= 300 || typeof answer !== 'object' || answer === null) return false;
  // What only Stripe.js asks for has no type in the SDK, nor has the answer of OAuth.
  return 'object' in answer && !/^(elements_session|three_d_secure_2)$/.test(String(answer.object));
}
