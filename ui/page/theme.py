"""The look of the page: system fonts only, so nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from gradio.themes.utils.fonts import Font

CSS = [Path(__file__).parent / name for name in ("style.css", "look.css", "reader.css")]
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "system-ui",
    "sans-serif",
)
BLUE = gr.themes.Color(
    c50="#f0f5fb",
    c100="#dce8f6",
    c200="#bcd2ed",
    c300="#8fb3df",
    c400="#5d8dcb",
    c500="#346db3",
    c600="#1f5596",
    c700="#1a4579",
    c800="#173a64",
    c900="#153153",
    c950="#0e2038",
    name="policy",
)


def theme() -> gr.themes.Base:
    """Quiet blue on slate."""
    return gr.themes.Base(
        primary_hue=BLUE,
        secondary_hue=BLUE,
        neutral_hue=gr.themes.colors.slate,
        font=tuple(Font(name) for name in FONTS),
        font_mono=(Font("ui-monospace"), Font("monospace")),
        radius_size=gr.themes.sizes.radius_md,
    ).set(
        body_background_fill="#f5f7fa",
        body_background_fill_dark="#0f1722",
        block_background_fill="#ffffff",
        block_background_fill_dark="#172130",
        block_info_text_color="#566477",
        block_info_text_color_dark="#a3b0c2",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="#ffffff",
    )
