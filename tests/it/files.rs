//! Files: read like their record, checked by their bytes, offered for download only.

use harness::builders::{achievement, pdf, published, with};
use harness::deals::{BEGIN, Case};
use harness::{Cast, Member, Server};
use serde_json::{Value, json};

fn path(file: &Value) -> String {
    format!("/api/v1/files/{}", file["id"].as_str().expect("an id"))
}

fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec()
}

async fn draft(owner: &Member) -> String {
    let draft = owner.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    draft["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_deal_file_is_read_by_its_parties_and_the_staff_alone() {
    let case = Case::begin().await;
    let cast = &case.cast;
    let list = format!("/api/v1/files?subject_kind=deal&subject_id={}", case.id());
    for (uploader, name) in [(&cast.tto, "技术资料.pdf"), (&cast.company, "需求说明.pdf"), (&cast.manager, "纪要.pdf")]
    {
        let file = uploader.client.upload("deal", case.id(), name, pdf()).await.expect(201);
        for reader in [&cast.tto, &cast.company, &cast.manager, &cast.admin] {
            assert_eq!(reader.client.get(&path(&file)).await.text.as_bytes(), pdf());
            assert!(reader.client.get(&list).await.expect(200).to_string().contains(name));
        }
        for stranger in [&cast.other_company, &cast.other_tto] {
            assert_eq!(stranger.client.get(&path(&file)).await.expect_error(404), "not_found");
            assert_eq!(stranger.client.get(&list).await.expect_error(404), "not_found");
            let upload = stranger.client.upload("deal", case.id(), name, pdf()).await;
            assert_eq!(upload.expect_error(404), "not_found");
        }
        let anonymous = case.server.anonymous();
        assert_eq!(anonymous.get(&path(&file)).await.status, 401);
        assert_eq!(anonymous.get(&list).await.status, 401);
        assert_eq!(anonymous.upload("deal", case.id(), name, pdf()).await.status, 401);
    }
    let added = case.events().await.into_iter().filter(|event| event["kind"] == "file_added").count();
    assert_eq!(added, 3, "the timeline shows every file");
}

/// What a viewer reads of a listing decides about its files: a draft's are the owner's, confidential details' the entitled's.
#[tokio::test]
async fn a_listing_file_follows_the_listing() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let draft = draft(&cast.tto).await;
    let hidden = cast.tto.client.upload("achievement", &draft, "检测报告.pdf", pdf()).await.expect(201);
    let open = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let open =
        cast.tto.client.upload("achievement", open["id"].as_str().expect("id"), "海报.png", png()).await.expect(201);
    let secret = with(achievement(), json!({ "visibility": "confidential" }));
    let secret = published(&cast.tto, &cast, "achievements", &secret).await;
    let secret_id = secret["id"].as_str().expect("an id");
    let secret = cast.tto.client.upload("achievement", secret_id, "图纸.pdf", pdf()).await.expect(201);
    assert_eq!(server.anonymous().get(&path(&open)).await.status, 200);
    for file in [&hidden, &secret] {
        assert_eq!(cast.company.client.get(&path(file)).await.expect_error(404), "not_found");
        assert!(matches!(server.anonymous().get(&path(file)).await.status, 401 | 404));
        assert_eq!(cast.tto.client.get(&path(file)).await.status, 200);
    }
    let foreign = cast.company.client.upload("achievement", secret_id, "附件.pdf", pdf()).await;
    assert!(matches!(foreign.status, 403 | 404), "{}", foreign.text);
}

/// The agreement of a deal opens the confidential details to the other side, their files among them.
#[tokio::test]
async fn a_confidentiality_agreement_opens_the_files_of_the_listing() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let secret = with(achievement(), json!({ "visibility": "confidential" }));
    let secret = published(&cast.tto, &cast, "achievements", &secret).await;
    let id = secret["id"].as_str().expect("an id");
    let file = cast.tto.client.upload("achievement", id, "图纸.pdf", pdf()).await.expect(201);
    let origin = json!({ "achievement_id": id, "acquirer_id": cast.company.organization_id });
    let deal = cast.manager.client.post("/api/v1/deals", &origin).await.expect(201);
    let mut case = Case { server, cast, deal };
    case.reach("confidentiality").await;
    assert_eq!(case.cast.company.client.get(&path(&file)).await.expect_error(404), "not_found");
    case.put("confidentiality", json!({ "signed_on": BEGIN })).await.answered(200);
    assert_eq!(case.cast.company.client.get(&path(&file)).await.status, 200);
    assert_eq!(case.cast.other_company.client.get(&path(&file)).await.expect_error(404), "not_found");
}

#[tokio::test]
async fn a_file_is_what_its_bytes_say() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    let before = (server.row_counts().await, server.stored_files());
    for (name, bytes, code) in [
        ("合同.pdf", png(), "file_type_mismatch"),
        ("合同.pdf", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff".to_vec(), "file_type_mismatch"),
        ("图片.png", pdf(), "file_type_mismatch"),
        ("说明.txt", b"<script>alert(1)</script>".to_vec(), "file_type_mismatch"),
        ("说明.txt", b"\xc4\xe3\xba\xc3".to_vec(), "file_not_utf8"),
        ("合同.pdf.exe", pdf(), "file_type_not_accepted"),
        ("页面.html", b"<html></html>".to_vec(), "file_type_not_accepted"),
        ("没有后缀", pdf(), "file_type_not_accepted"),
        ("空.pdf", Vec::new(), "file_empty"),
    ] {
        let fields = cast.tto.client.upload("achievement", &id, name, bytes).await.expect_fields();
        assert_eq!(fields, [("file".to_owned(), code.to_owned())], "{name}");
    }
    assert_eq!((server.row_counts().await, server.stored_files()), before, "a refused upload leaves nothing");
}

#[tokio::test]
async fn a_name_cannot_leave_its_folder_nor_lie_in_the_header() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    for (name, kept) in [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\王\合同.pdf", "合同.pdf"),
        ("报告.exe.pdf", "报告.exe.pdf"),
        ("合同\u{202e}fdp.pdf", "合同fdp.pdf"),
    ] {
        let file = cast.tto.client.upload("achievement", &id, name, pdf()).await.expect(201);
        assert_eq!(
            (file["name"].as_str(), file["media_type"].as_str()),
            (Some(kept), Some("application/pdf")),
            "{name}"
        );
        let answer = cast.tto.client.get(&path(&file)).await;
        let header = |name: &str| answer.headers[name].to_str().expect("text").to_owned();
        assert!(header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
        assert!(header("content-disposition").is_ascii());
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-type"), "application/pdf");
        assert!(header("cache-control").contains("private"));
    }
    assert!(!server.folder().join("etc").exists());
}

#[tokio::test]
async fn the_same_bytes_are_stored_once() {
    let case = Case::begin().await;
    let before = case.server.stored_files();
    let first = case.cast.tto.client.upload("deal", case.id(), "一.pdf", pdf()).await.expect(201);
    let second = case.cast.company.client.upload("deal", case.id(), "二.pdf", pdf()).await.expect(201);
    assert_ne!(first["id"], second["id"]);
    assert_eq!(first["sha256"], second["sha256"]);
    assert_eq!(first["size_bytes"], pdf().len());
    assert_eq!(case.server.stored_files(), before + 1);
    for file in [&first, &second] {
        assert_eq!(case.manager().get(&path(file)).await.text.as_bytes(), pdf());
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_and_leaves_nothing() {
    let server = Server::start_with(|config| config.limits.upload_bytes_max = 1024 * 1024).await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    let before = (server.row_counts().await, server.stored_files());
    let sized = |bytes: usize| {
        let mut file = pdf();
        file.resize(bytes, b' ');
        file
    };
    let large = cast.tto.client.upload("achievement", &id, "大.pdf", sized(1024 * 1024 + 1)).await;
    assert!(large.text.contains("1 MB"), "the limit is named: {}", large.text);
    assert_eq!(large.expect_error(413), "too_large");
    assert_eq!((server.row_counts().await, server.stored_files()), before);
    let fits = cast.tto.client.upload("achievement", &id, "刚好.pdf", sized(1024 * 1024)).await.expect(201);
    assert_eq!(fits["size_bytes"], 1024 * 1024);
}

#[tokio::test]
async fn a_record_takes_so_many_files_and_no_more_also_at_once() {
    let server = Server::start_with(|config| config.limits.files_per_record_max = 3).await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    let upload = || cast.tto.client.upload("achievement", &id, "附件.pdf", pdf());
    let answers = tokio::join!(upload(), upload(), upload(), upload(), upload(), upload());
    let mut statuses =
        [&answers.0, &answers.1, &answers.2, &answers.3, &answers.4, &answers.5].map(|answer| answer.status);
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 201, 201, 409, 409, 409]);
    assert_eq!(upload().await.expect_error(409), "too_many_files");
    let other = draft(&cast.tto).await;
    cast.tto.client.upload("achievement", &other, "附件.pdf", pdf()).await.answered(201);
}

#[tokio::test]
async fn a_file_of_another_record_is_no_evidence() {
    let mut case = Case::at("talks").await;
    let parties = json!({ "supplier_id": case.cast.tto.organization_id, "acquirer_id": case.cast.company.organization_id,
        "title": "另一个项目" });
    let other = case.manager().post("/api/v1/deals", &parties).await.expect(201);
    let other =
        case.manager().upload("deal", other["id"].as_str().expect("id"), "保密协议.pdf", pdf()).await.expect(201);
    let achievement = case.deal["achievement"]["id"].as_str().expect("an id").to_owned();
    let listing = case.cast.tto.client.upload("achievement", &achievement, "图纸.pdf", pdf()).await.expect(201);
    let unknown = json!({ "id": uuid::Uuid::nil() });
    for file in [&other, &listing, &unknown] {
        let evidence = [
            ("confidentiality", "PUT", json!({ "signed_on": BEGIN, "file_id": file["id"] })),
            ("evaluation", "PUT", json!({ "conclusion": "可行", "file_id": file["id"] })),
            ("advance", "POST", json!({ "file_id": file["id"] })),
            ("notes", "POST", json!({ "note": "见附件", "file_id": file["id"] })),
        ];
        for (step, method, body) in evidence {
            let body = if step == "notes" { body } else { case.versioned(body) };
            let client = case.manager();
            let answer = client.send(client.request(method, &case.path(step)).json(&body)).await;
            assert_eq!(answer.expect_fields(), [("file_id".to_owned(), "not_of_deal".to_owned())], "{step}");
        }
    }
    let own = case.file("保密协议.pdf").await;
    case.put("confidentiality", json!({ "signed_on": BEGIN, "file_id": own })).await.answered(200);
}

#[tokio::test]
async fn a_form_that_is_no_upload_says_what_is_wrong() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    let client = &cast.tto.client;
    assert_eq!(client.post("/api/v1/files", &json!({})).await.expect_error(415), "unsupported_media");
    for (kind, id, path) in [
        ("person", id.as_str(), "subject_kind"),
        ("nothing", id.as_str(), "subject_kind"),
        ("achievement", "1", "subject_id"),
    ] {
        let fields = client.upload(kind, id, "附件.pdf", pdf()).await.expect_fields();
        assert_eq!(fields, [(path.to_owned(), "unknown_value".to_owned())], "{kind} {id}");
    }
    let form = reqwest::multipart::Form::new().text("subject_kind", "achievement").text("subject_id", id.clone());
    let fields = client.send(client.request("POST", "/api/v1/files").multipart(form)).await.expect_fields();
    assert_eq!(fields, [("file".to_owned(), "required".to_owned())]);
    let nil = uuid::Uuid::nil().to_string();
    assert_eq!(client.upload("achievement", &nil, "附件.pdf", pdf()).await.expect_error(404), "not_found");
    assert_eq!(client.get(&format!("/api/v1/files/{nil}")).await.expect_error(404), "not_found");
    assert_eq!(client.get("/api/v1/files/no-id").await.expect_error(404), "not_found");
}

/// Bytes that no longer fit their hash are never handed out.
#[tokio::test]
async fn a_damaged_file_is_not_handed_out() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let id = draft(&cast.tto).await;
    let file = cast.tto.client.upload("achievement", &id, "附件.pdf", pdf()).await.expect(201);
    let hash = file["sha256"].as_str().expect("a hash");
    let blob = server.folder().join("blobs").join(&hash[..2]).join(&hash[2..4]).join(hash);
    let mut bytes = std::fs::read(&blob).expect("the blob");
    bytes[10] ^= 1;
    std::fs::write(&blob, bytes).expect("damage");
    let answer = cast.tto.client.get(&path(&file)).await;
    assert!(!answer.text.contains("Catalog"));
    assert_eq!(answer.expect_error(500), "internal");
}
