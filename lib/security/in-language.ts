import { firstLanguage } from '../language/languages';
import { refusalIn } from '../language/refusal';
import { languageOf } from '../language/request';

/** A refusal in the language of whoever asked; every other answer as it is. */
export async function inLanguage(request: Request, answer: Response): Promise<Response> {
  if (answer.status < 400) return answer;
  const language = languageOf(request.headers);
  if (language === firstLanguage) return answer;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const error = (body as { error?: { code?: string; message?: string } } | null)?.error;
  if (!error?.code || !error.message) return answer;
  const message = refusalIn(language, error.code, error.message);
  const { status, headers } = answer;
  const fresh = new Headers(headers);
  fresh.delete('content-length');
  return Response.json({ error: { ...error, message } }, { status, headers: fresh });
}
