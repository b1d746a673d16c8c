import fc from "fast-check";
import { expect, it } from "vitest";
import { portions } from "../../src/store/portions.ts";

it("takes all in their order, as many at once as fit, and what is too large alone", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 12 })), fc.nat({ max: 10 }), (sizes, most) => {
      const parts = [...portions(sizes, (size) => size, most)];
      expect(parts.flat()).toEqual(sizes);
      const sum = (part: readonly number[]) => part.reduce((all, size) => all + size, 0);
      for (const [index, part] of parts.entries()) {
        expect(part.length === 1 || sum(part) <= most).toBe(true);
        const [next] = parts[index + 1] ?? [];
        if (next !== undefined) expect(sum(part) + next).toBeGreaterThan(most);
      }
    }),
  );
});
