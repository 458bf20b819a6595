"""What a web page writes around its article is no part of it; the article's own lines stay."""

from __future__ import annotations

import pytest

from corpus.particulars import read_particulars
from corpus.readers.page_furniture import notes_on, text_between
from corpus.readers.read import read_source
from corpus.readers.source import SourceText

TITLE = "临江区电动自行车安全管理通告"
BODY = [
    "为保障公共安全，现通告如下：",
    "一、严禁在楼道停放电动自行车。",
    "二、本通告自公布之日起施行。",
]


def page(above: str, below: str, title: str = TITLE) -> SourceText:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    html = f"""<html><head><meta name="ArticleTitle" content="{title}"></head><body>
    <div>{above}</div><h1>{title}</h1><div class="content">{paragraphs}</div>{below}
    </body></html>"""
    return read_source(html.encode(), "通告.html")


@pytest.mark.parametrize(
    "below",
    [
        "<p>【打印本页】 【关闭窗口】 分享到：微信 微博</p>",
        "<div><a>打印</a> | <a>关闭</a></div>",
        "<p>[打印] [收藏] [返回顶部]</p>",
        "<p>责任编辑：张三</p>",
        "<p>（责任编辑：张三　审核：李四）</p>",
        "<p>来源：区政府办公室　浏览次数：326次</p>",
        "<p>上一篇：关于做好防汛工作的通知</p><p>下一篇：没有了</p>",
        "<p>扫一扫在手机打开当前页</p><p>分享到：</p>",
        "<p>主办：临江区政府　承办：区大数据中心</p><p>网站标识码：3301　浙ICP备0501号</p>",
        "<p>字体：[大 中 小] 我要纠错</p>",
    ],
)
def test_buttons_and_notes_below_the_text_go(below: str) -> None:
    source = page("", below)
    assert source.text.split("\n")[-2] == BODY[-1]
    assert not source.notes


def test_files_for_download_are_told() -> None:
    below = "<h4>相关附件：</h4><ul><li>登记申请表.docx</li></ul><p>【打印本页】【关闭窗口】</p>"
    source = page("", below)
    assert source.text.split("\n")[-2] == BODY[-1]
    assert source.notes == ("页面所附文件不在正文中，如需引用请另行添加：登记申请表.docx。",)


@pytest.mark.parametrize(
    "below",
    [
        "<div>附件下载：<a href='P02.docx'>申请表.docx</a></div>",
        "<p>附件下载：申请表.docx</p><p>【打印本页】</p>",
        "<p>【附件下载】：申请表.docx</p>",
        "<p>附件下载：</p><p>申请表.docx</p>",
        "<p>点击下载：申请表.docx</p>",
        "<p>相关附件：申请表.docx</p><p>相关解读：</p><p>一图读懂电动自行车安全</p>",
    ],
)
def test_what_is_offered_for_download_below_the_text_is_told(below: str) -> None:
    source = page("", below)
    assert source.text.split("\n")[-2] == BODY[-1]
    assert "页面所附文件不在正文中，如需引用请另行添加：申请表.docx。" in source.notes


def test_the_texts_own_list_of_annexes_stays() -> None:
    assert "附件：登记申请表.docx" in page("", "<p>附件：登记申请表.docx</p>").text


def test_a_list_of_related_pages_is_told() -> None:
    lines = [*BODY, "相关解读", "一图读懂电动自行车安全", "【打印】"]
    assert text_between(lines) == (0, len(BODY))
    assert notes_on(lines[len(BODY) :]) == ("页面末尾的“相关解读”已略去。",)


@pytest.mark.parametrize(
    "above",
    [
        "当前位置：首页 &gt; 政策解读",
        "您现在的位置：首页 &gt;&gt; 政务公开 &gt;&gt; 通知",
        "您的位置： <a>首页</a> » <a>政府文件</a>",
        "首页 &gt; 政府信息公开",
        "<p>无障碍阅读</p><p>当前位置：首页</p>",
        "",
    ],
)
@pytest.mark.parametrize(
    "info",
    ["", "<p>发布时间：2025-04-08 09:30 来源：区政府办 浏览次数：326 字体：[大 中 小] 分享：</p>"],
)
def test_the_title_is_not_where_the_page_stands(above: str, info: str) -> None:
    source = page(above + info, "")
    assert source.text.split("\n")[:2] == [TITLE, BODY[0]]
    assert read_particulars(source.text, "a").title == TITLE


def test_what_the_page_tells_of_the_document_stands_below_its_title() -> None:
    told = "<p>索引号：</p><p>001</p><p>发文字号：</p><p>临政发〔2025〕9号</p>"
    said = read_particulars(page(told, "").text, "a")
    assert (said.title, said.number) == (TITLE, "临政发〔2025〕9号")


@pytest.mark.parametrize(
    "last",
    [
        "临江区人民政府",
        "附件：1．登记申请表.docx",
        "（一）打印社要登记。",
        "联系电话：88881234",
        "责任单位：区公安分局",
        "来源于网络的信息由区网信办核实。",
        "打击侵犯版权所有者权益的行为，技术支持：区大数据局。",
        "| 打印 | 关闭 |  ",
    ],
)
def test_lines_of_the_text_stay(last: str) -> None:
    lines = [TITLE, *BODY, last]
    end = text_between(lines)[1]
    assert lines[:end] == lines or last.startswith("|")


def test_plain_texts_copied_from_a_page() -> None:
    text = "\n".join(["当前位置：首页 > 通告", TITLE, *BODY, "", "【打印】【关闭】", ""])
    assert read_source(text.encode(), "通告.txt").text == "\n".join([TITLE, *BODY])


def test_a_section_of_the_text_with_such_a_name_stays() -> None:
    lines = [TITLE, "相关政策", "一、对新建停车场给予补贴，由区财政局负责。", "【打印】"]
    assert text_between(lines) == (0, 3)
