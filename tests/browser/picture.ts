// Pictures that are drawn and looked at in the browser.
import type { Page } from "@playwright/test";

/** A PNG of this size with these rectangles: colour, left, top, width, height. */
export async function drawn(page: Page, width: number, height: number, rectangles: [string, number, number, number, number][]): Promise<Buffer> {
  const data = await page.evaluate(
    ({ width, height, rectangles }) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const pen = canvas.getContext("2d")!;
      for (const [colour, ...place] of rectangles) {
        pen.fillStyle = colour;
        pen.fillRect(...place);
      }
      return canvas.toDataURL("image/png").split(",")[1];
    },
    { width, height, rectangles },
  );
  return Buffer.from(data, "base64");
}

/** How large a JPEG is, and the colours at these places: red, green, blue. */
export async function seen(page: Page, jpeg: string, places: [number, number][]): Promise<{ size: [number, number]; colours: number[][] }> {
  return page.evaluate(
    async ({ jpeg, places }) => {
      const shown = new Image();
      shown.src = `data:image/jpeg;base64,${jpeg}`;
      await shown.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [shown.width, shown.height];
      const pen = canvas.getContext("2d")!;
      pen.drawImage(shown, 0, 0);
      const colours = places.map(([x, y]) => [...pen.getImageData(x, y, 1, 1).data].slice(0, 3));
      return { size: [shown.width, shown.height] as [number, number], colours };
    },
    { jpeg, places },
  );
}
