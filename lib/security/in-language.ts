import { firstLanguage } from '../language/languages';
import { languageOf } from '../language/request';
import { texts } from '../language/texts';

/**
 * A refusal in the language of whoever asked. Use-cases refuse in English, with a code; people who read
 * another language get what `messages/…/problems.ts` says of that code. A code that is not told there
 * keeps the sentence it came with.
 */
export async function inLanguage(request: Request, answer: Response): Promise<Response> {
  if (answer.status < 400) return answer;
  const language = languageOf(request.headers);
  if (language === firstLanguage) return answer;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const error = (body as { error?: { code?: string } } | null)?.error;
  const known: Readonly<Record<string, string>> = texts[language].problems;
  const message = error?.code === undefined ? undefined : known[error.code];
  if (message === undefined) return answer;
  const { status, headers } = answer;
  const fresh = new Headers(headers);
  fresh.delete('content-length');
  return Response.json({ error: { ...error, message } }, { status, headers: fresh });
}
