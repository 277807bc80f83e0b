import { writeAct } from '../store/acts';
import { getDb } from '../store/client';
import { demoPassword, listDemoPeople } from './demo-people';
import { signIn, type SignedIn } from './sign-in';

/**
 * Signs in as the demo person of this name; null when there is none, or none at all. It is in the
 * audit log before the cookie leaves, and so before anybody is anyone.
 */
export async function signInDemo(headers: Headers, persona: string): Promise<SignedIn | null> {
  const person = listDemoPeople().find((one) => one.persona === persona);
  if (!person) return null;
  const signedIn = await signIn(headers, { email: person.email, password: demoPassword });
  if (!signedIn.ok) return null;
  await writeAct(await getDb(), signedIn.value.user, 'signed_in_by_demo', {});
  return signedIn.value;
}
