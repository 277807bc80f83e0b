import { firstLanguage } from '../language/languages';
import { refusalIn } from './refusal';
import { languageOf } from '../language/request';
import type { Told } from '../model/told';

/** As `problem` makes it. */
interface Problem {
  readonly code?: string;
  readonly message?: string;
  readonly told?: Told;
}

/** A refusal in the language of whoever asked; every other answer as it is. */
export async function inLanguage(request: Request, answer: Response): Promise<Response> {
  if (answer.status < 400) return answer;
  const language = languageOf(request.headers);
  if (language === firstLanguage) return answer;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const error = (body as { error?: Problem } | null)?.error;
  if (!error?.code || !error.message) return answer;
  const message = refusalIn(language, error.code, error.message, error.told);
  const { status, headers } = answer;
  const fresh = new Headers(headers);
  fresh.delete('content-length');
  return Response.json({ error: { ...error, message } }, { status, headers: fresh });
}
