import { Typography } from "@mantine/core";
import DOMPurify from "dompurify";
import { Marked, type Tokens } from "marked";
import { useMemo } from "react";
import classes from "./markdown.module.css";

const MOST = 200_000;
const FIRST_HEADING = 3;
const LINKS = /^(?:https?:|mailto:|#)/i;

/** The Markdown itself, apart so that a page without any loads no parser. */
export default function MarkdownRendered({ text }: { text: string }) {
  const html = useMemo(() => htmlOf(text.slice(0, MOST)), [text]);
  return (
    <Typography className={classes.markdown}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised, and the page's policy runs no inline script */}
      <div dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}

/** Sanitised HTML. Headings go on below those of the page; images are links, for the page loads nothing from elsewhere. */
function htmlOf(text: string): string {
  let level = FIRST_HEADING - 1;
  const marked = new Marked({
    gfm: true,
    async: false,
    renderer: {
      heading({ depth, tokens }: Tokens.Heading) {
        level = Math.min(depth + FIRST_HEADING - 1, level + 1, 6);
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      html: ({ text: html }) => escapeHtml(html),
      image: ({ href, text: alt }) => `<a href="${escapeHtml(href)}">${escapeHtml(alt || href)}</a>`,
      checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    },
  });
  return DOMPurify.sanitize(marked.parse(text) as string, {
    USE_PROFILES: { html: true },
    FORBID_ATTR: ["style", "class", "id", "name"],
    FORBID_TAGS: ["style", "form", "input", "button", "img", "video", "audio"],
    ALLOWED_URI_REGEXP: LINKS,
  });
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
