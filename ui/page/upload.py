"""Tab 加入文件: upload, look over, confirm; remove and replace. The script speaks to the API alone,
so that no file passes through without the token."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

from assistant.access.caller import Scope
from assistant.exports.notation import VALIDITY_NAMES
from assistant.service import PolicyAssistant
from corpus.readers.limits import LIMITS
from corpus.readers.sniff import SUFFIXES
from ui.page.documents import KINDS

SCRIPT = (Path(__file__).parent / "upload.js").read_text(encoding="utf-8")
CLOSED = (
    '<p class="notice">服务器没有设置管理口令，不能在网页上加入文件。'
    "请管理员设置 POLICY_ADMIN_TOKEN 或添加账号后重启服务，"
    "或在服务器上使用 policy-assistant corpus add。</p>"
)
FIELDS = (
    ("title", "标题", "text"),
    ("number", "文号", "text"),
    ("issuer", "发文机关", "text"),
    ("issued", "印发或修改日期", "date"),
    ("effective", "施行日期", "date"),
    ("period_end", "实施期限", "date"),
)


def form() -> str:
    """The tab's elements, empty; the script fills them."""
    fields = "".join(
        f'<label>{name}<input type="{kind}" name="{key}"></label>' for key, name, kind in FIELDS
    )
    kinds = "".join(f'<option value="{kind.value}">{name}</option>' for kind, name in KINDS.items())
    names = "".join(f' data-{each.value}="{name}"' for each, name in VALIDITY_NAMES.items())
    megabytes = LIMITS.file_bytes // 1024**2
    return f"""
<form class="upload-file">
  <label>管理口令<input type="password" name="token" autocomplete="current-password"></label>
  <label>文件（txt、md、docx、pdf、html，不超过 {megabytes} MB）
    <input type="file" name="file" accept="{",".join(sorted(SUFFIXES))}"></label>
  <label>替换已有文件<select name="replaces">
    <option value="">不替换，作为新文件加入</option></select></label>
  <button type="submit" class="download">上传并读取</button>
</form>
<p class="notice" role="alert" hidden></p>
<p class="progress" role="status" hidden><progress></progress> <span></span></p>
<section class="draft" hidden>
  <h2>请核对</h2>
  <ul class="warnings"></ul>
  <form class="particulars">{fields}<label>类别<select name="kind">{kinds}</select></label>
    <div class="decide"><button type="submit" class="download">确认加入</button>
      <button type="button" class="download discard">放弃</button></div></form>
  <div class="beside"><ol class="clauses" aria-label="识别出的条款"></ol>
    <div class="original" tabindex="0" aria-label="读出的原文"></div></div>
</section>
<section class="held"><h2>已收录的文件</h2><ul></ul></section>
<section class="old" hidden{names}><h2>旧版本</h2><ul></ul></section>"""


def build_upload(assistant: PolicyAssistant) -> gr.HTML | None:
    """Lay the tab out; its click event tells that documents have changed.

    Where nobody may add documents it only says so.
    """
    if not assistant.credentials.covers(Scope.DOCUMENTS):
        gr.HTML(CLOSED, elem_id="upload", apply_default_css=False)
        return None
    return gr.HTML(form(), elem_id="upload", apply_default_css=False, js_on_load=SCRIPT)
