import { exportFile } from '@/lib/inspector/export-file';
import { fileForm } from '@/lib/inspector/requests';
import { readUnderneath } from '@/lib/inspector/underneath';
import { scopeOf } from '@/lib/model/underneath';
import { download, notFound, problem } from '@/lib/security/answer';
import { guardForm } from '@/lib/security/guard-write';
import { handleForm } from '@/lib/security/handle';
import { readForm } from '@/lib/security/read-form';
import { requireBuyerApi } from '@/lib/session/session';

/**
 * What lies under a page as a file, for whoever may see it there; redacted once more. The form brings
 * what the browser did itself, since the server knows nothing of that. Nothing is changed.
 */
export const POST = handleForm(async (request) => {
  const refused = guardForm(request);
  if (refused) return refused;
  const user = await requireBuyerApi(request);
  if (user instanceof Response) return user;
  const form = await readForm(request);
  if (form instanceof Response) return form;
  const asked = fileForm.safeParse(Object.fromEntries(form));
  if (!asked.success) return problem(400, 'invalid', 'There is no such file.');
  const { page, as, browser = [] } = asked.data;
  const underneath = await readUnderneath(user, scopeOf(page));
  if (!underneath) return notFound();
  const file = exportFile(as, page, underneath, browser);
  return download(file.name, file.type, file.text);
});
