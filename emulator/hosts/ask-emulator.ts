/** What the control API of the emulator at `url` says of something, to whoever was told that it is there. */
export async function askEmulator(url: string, about: 'health' | 'hosts'): Promise<unknown> {
  try {
    const response = await fetch(new URL(`/_emulator/${about}`, url));
    return await response.json();
  } catch (error) {
    throw new Error(`No Stripe emulator answers at ${url}.`, { cause: error });
  }
}
