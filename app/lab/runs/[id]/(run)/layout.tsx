import { notFound } from 'next/navigation';
import { readRun } from '@/lib/lab/read-run';
import { runPath } from '@/lib/lab/requests';
import { giveAMoment } from '@/lib/security/give-a-moment';
import { requireUser } from '@/lib/session/session';
import { readPage } from './read-page';

/** Decides before anything is streamed, so that a run of somebody else is a real 404. */
export default async function RunLayout({ params, children }: LayoutProps<'/lab/runs/[id]'>) {
  const path = runPath.safeParse(await params);
  if (!path.success) notFound();
  const { id } = path.data;
  const user = await requireUser(`/lab/runs/${id}`);
  if (!(await readRun(user.id, id))) notFound();
  await giveAMoment(() => readPage(user.id, id));
  return children;
}
