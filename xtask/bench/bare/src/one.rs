mod wire;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base = std::env::args().nth(1).unwrap();
    let client = wire::client();
    if std::env::args().nth(2).is_some() {
        return;
    }
    match wire::create(&client, &base).await {
        Ok(account) => println!("{:?} {}", account.data.attributes.api_key, account.data.r#type),
        Err(error) => eprintln!("{error}"),
    }
}
