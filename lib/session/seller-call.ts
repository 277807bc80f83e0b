import type { z } from 'zod';
import type { SellerUser } from '../model/views';
import { notFound } from '../security/answer';
import { bodyLimit, guardWrite } from '../security/guard-write';
import { handle } from '../security/handle';
import { limitRate, type Limit } from '../security/rate-limit';
import { readJson } from '../security/read-json';
import { requireSellerApi } from './session';

/** What a seller's write may say, and how often. */
interface Demands<Path, Body> {
  /** The ids in the address; ones that cannot be are answered like ones that do not exist. */
  readonly path: z.ZodType<Path>;
  readonly body: z.ZodType<Body>;
  /** Counted for each person. */
  readonly limit: Limit;
  /** The largest body, in bytes, where it is more than a form's. */
  readonly most?: number;
}

interface Call<Path, Body> {
  /** Whose seller bounds all that `act` may touch. */
  readonly user: SellerUser;
  readonly path: Path;
  readonly body: Body;
}

interface Context {
  readonly params: Promise<unknown>;
}

/**
 * A route handler for a seller's write, as `buyerCall` is for a buyer's: a page of ours (else 403),
 * somebody signed in (401) who works for a seller (404), within the limit (429), a body as demanded
 * (400), ids (404), in this order: a body may be a whole file, which is not read of whoever sends too
 * many.
 */
export function sellerCall<Path, Body>(
  { path, body, limit, most = bodyLimit }: Demands<Path, Body>,
  act: (call: Call<Path, Body>) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return handle(async (request, { params }: Context) => {
    const refused = guardWrite(request, most);
    if (refused) return refused;
    const user = await requireSellerApi(request);
    if (user instanceof Response) return user;
    const limited = limitRate(limit, user.id);
    if (limited) return limited;
    const said = await readJson(request, body, most);
    if (said instanceof Response) return said;
    const ids = path.safeParse(await params);
    if (!ids.success) return notFound();
    return act({ user, path: ids.data, body: said });
  });
}
