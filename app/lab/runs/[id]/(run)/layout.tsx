import { notFound } from 'next/navigation';
import { readRun } from '@/lib/lab/read-run';
import { runPath } from '@/lib/lab/requests';
import { requireUser } from '@/lib/session/session';

/** Decides before anything is streamed, so that a run of somebody else is a real 404. */
export default async function RunLayout({ params, children }: LayoutProps<'/lab/runs/[id]'>) {
  const path = runPath.safeParse(await params);
  if (!path.success) notFound();
  const user = await requireUser(`/lab/runs/${path.data.id}`);
  if (!(await readRun(user.id, path.data.id))) notFound();
  return children;
}
