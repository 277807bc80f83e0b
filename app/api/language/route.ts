import { isLanguage } from '@/lib/language/languages';
import { languageCookie } from '@/lib/language/request';
import { problem, seeOther } from '@/lib/security/answer';
import { pageBefore } from '@/lib/security/page-before';
import { guardForm } from '@/lib/security/guard-write';
import { handleForm } from '@/lib/security/handle';
import { readForm } from '@/lib/security/read-form';
import { keepLanguage } from '@/lib/session/keep-language';
import { readSession } from '@/lib/session/read-session';

/** The chooser in the footer, a plain form: keeps the language and goes back to the page it stood on. */
export const POST = handleForm(async (request) => {
  const refused = guardForm(request);
  if (refused) return refused;
  const form = await readForm(request);
  if (form instanceof Response) return form;
  const language = form.get('language');
  if (!isLanguage(language)) {
    return problem(400, 'unknown_language', 'Souk does not speak this language.');
  }
  const user = await readSession(request.headers);
  if (user) await keepLanguage(user.id, language);
  const back = seeOther(pageBefore(request));
  back.headers.append('Set-Cookie', languageCookie(language));
  return back;
});
