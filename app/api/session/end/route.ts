import { seeOther } from '@/lib/security/answer';
import { guardForm } from '@/lib/security/guard-write';
import { handleForm } from '@/lib/security/handle';
import { signOut } from '@/lib/session/sign-in';

/**
 * Signs out: the session ends on the server, and the browser goes home. A plain form, so that it works
 * before any script has come, and so that what was loaded for who leaves is loaded anew.
 */
export const POST = handleForm(async (request) => {
  const refused = guardForm(request);
  if (refused) return refused;
  const home = seeOther('/');
  for (const cookie of await signOut(request.headers)) home.headers.append('Set-Cookie', cookie);
  return home;
});
