import { unstable_rethrow } from 'next/navigation';
import { describeFault } from '../inspector/describe-fault';
import { newId } from '../store/new-id';
import { problem } from './answer';
import { inLanguage } from './in-language';

/**
 * Wraps a route handler: a fault becomes a neutral 500 with a request id, under which the log has
 * the details. Expected outcomes are answers of the handler itself; refusals are said in the asker's
 * language.
 */
export function handle<Context>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await inLanguage(request, await handler(request, context));
    } catch (error) {
      unstable_rethrow(error);
      const requestId = newId('req');
      const { pathname } = new URL(request.url);
      console.error(`[${requestId}] ${request.method} ${pathname} failed:`, describeFault(error));
      const fault = 'Something went wrong on our side. Please try again.';
      return inLanguage(request, problem(500, 'fault', fault, { requestId }));
    }
  };
}
