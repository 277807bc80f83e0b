import { z } from 'zod';
import { noControls } from '../security/control-characters';

/** What the session routes take; an unknown key is refused. */
const email = z.email().max(254);
const password = z.string().min(8).max(128);

export const signInForm = z.strictObject({ email, password: z.string().min(1).max(128) });

export const signUpForm = z.strictObject({
  name: z.string().trim().regex(noControls).max(80),
  email,
  password,
});

export const demoForm = z.strictObject({ persona: z.string().regex(/^[a-z]{1,20}$/) });
