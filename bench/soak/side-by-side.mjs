/** Runs `work` for each of `list`, so many at a time. */
export async function sideBySide(list, count, work) {
  const left = [...list];
  const one = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: count }, one));
}
