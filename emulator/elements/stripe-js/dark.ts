/** Whether the page looks dark, so that the 3D Secure window does not glare. */
export function pageLooksDark(): boolean {
  for (const element of [document.body, document.documentElement]) {
    const color = getComputedStyle(element).backgroundColor;
    const painted = paint(color);
    if (painted) return painted.red * 0.299 + painted.green * 0.587 + painted.blue * 0.114 < 110;
  }
  return getComputedStyle(document.documentElement).colorScheme.split(' ')[0] === 'dark';
}

/** Any CSS colour as the browser paints it; null when it is mostly see-through. */
function paint(color: string): { red: number; green: number; blue: number } | null {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return null;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  return alpha < 128 ? null : { red, green, blue };
}
