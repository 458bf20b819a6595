"""Numbers and addresses of persons are taken out of what is logged; policy text stays."""

from __future__ import annotations

import pytest

from assistant.records.redaction import redact


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我叫张三，13812345678，怎么申请？", "我叫张三，〔电话〕，怎么申请？"),
        ("电话+86 138 1234 5678。", "电话〔电话〕。"),
        ("138-1234-5678", "〔电话〕"),
        ("１３８１２３４５６７８", "〔电话〕"),
        ("一三八一二三四五六七八", "〔电话〕"),
        ("023-63670000转2", "〔电话〕转2"),
        ("（023）6367 0000", "〔电话〕"),
        ("电话：63670000", "电话：〔电话〕"),
        ("身份证500101199003071234", "身份证〔证件号〕"),
        ("50010119900307123X", "〔证件号〕"),
        ("５００１０１１９９００３０７１２３ｘ", "〔证件号〕"),
        ("500101 19900307 1234", "〔证件号〕"),
        ("老证500101900307123。", "老证〔证件号〕。"),
        ("卡号6222021234567890123", "卡号〔证件号〕"),
        ("发到zhang.san+1@mail.cq.gov.cn吧", "发到〔邮箱〕吧"),
        ("我13812345678，妻13912345678", "我〔电话〕，妻〔电话〕"),
    ],
)
def test_numbers_of_persons_are_marked(said: str, kept: str) -> None:
    assert redact(said) == kept


@pytest.mark.parametrize(
    "text",
    [
        "渝府发〔2022〕31号，2022年6月25日",
        "20220625的版本",
        "到2025年改造1亿平方米，投资12345678万元",
        "第一百二十三条和七、（二）1．",
        "95598、12345、110",
        "2018-07-26 2020-12-03",
    ],
)
def test_the_words_of_policies_stay(text: str) -> None:
    assert redact(text) == text
