import { unstable_rethrow } from 'next/navigation';
import { describeFault } from '../inspector/describe-fault';
import { newId } from '../store/new-id';
import { problem, seeOther } from './answer';
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

/**
 * The same for a plain form. A browser that sent one has left its page and would show the refusal as it
 * is written for programs, so it is led to a page that says it.
 */
export function handleForm<Context>(
  handler: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  const handled = handle(handler);
  return async (request, context) => {
    const answer = await handled(request, context);
    const isPage = request.headers.get('accept')?.includes('text/html');
    if (answer.status < 400 || !isPage) return answer;
    const { error } = (await answer.json()) as { error: { code: string } };
    return seeOther(`/not-done?why=${error.code}`);
  };
}
