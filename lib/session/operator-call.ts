import { z } from 'zod';
import type { SessionUser } from '../model/views';
import { notFound } from '../security/answer';
import { guardWrite } from '../security/guard-write';
import { handle } from '../security/handle';
import { readJson } from '../security/read-json';
import { requireOperatorApi } from './session';

/** What an operator's write may say. */
interface Demands<Path, Body> {
  /** The ids in the address; ones that cannot be are answered like ones that do not exist. */
  readonly path: z.ZodType<Path>;
  readonly body: z.ZodType<Body>;
}

interface Call<Path, Body> {
  readonly operator: SessionUser;
  readonly path: Path;
  readonly body: Body;
}

interface Context {
  readonly params: Promise<unknown>;
}

/** Of an address without ids. */
export const noPath = z.object({});

/**
 * A route handler for an operator's write, as `buyerCall` is for a buyer's: a page of ours (else 403),
 * somebody signed in (401) who runs the platform (404), a body as demanded (400), ids (404), in this
 * order.
 */
export function operatorCall<Path, Body>(
  { path, body }: Demands<Path, Body>,
  act: (call: Call<Path, Body>) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return handle(async (request, { params }: Context) => {
    const refused = guardWrite(request);
    if (refused) return refused;
    const operator = await requireOperatorApi(request);
    if (operator instanceof Response) return operator;
    const said = await readJson(request, body);
    if (said instanceof Response) return said;
    // Next has none at all for an address without ids.
    const ids = path.safeParse((await params) ?? {});
    if (!ids.success) return notFound();
    return act({ operator, path: ids.data, body: said });
  });
}
